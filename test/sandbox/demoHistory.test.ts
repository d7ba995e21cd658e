import { expect, test } from 'vitest';
import { addHistory } from '../../sandbox/demo/history.ts';
import { startDemo } from '../fixtures/demo.ts';

test('the demo begins with an hour of results, of the balance and of the queue', async () => {
  const stage = await startDemo();
  const { app, discord, guild, channel } = stage;
  await app.logged('connected to Discord');
  await addHistory(stage, Date.now(), 5);
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  const wordsOfChart = async (line: string) => {
    await (await owner.type(line)).reply();
    return JSON.stringify(discord.transcript.requests('PATCH', /@original$/).at(-1)?.body);
  };
  expect(await wordsOfChart('/balance')).toMatch(/Balance over 1 h/);
  expect(await wordsOfChart('/queue')).toMatch(/Queue depth over 1 h/);
  expect(await wordsOfChart('/errors')).toMatch(/Error rate over 1 h/);
});
