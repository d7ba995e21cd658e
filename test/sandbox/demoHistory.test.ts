import { expect, test } from 'vitest';
import { addHistory } from '../../sandbox/demo/history.ts';
import { startDemo } from '../fixtures/demo.ts';

test('the demo begins with an hour of results and of the queue for each pipeline, and of the balance that is paid from', async () => {
  const stage = await startDemo();
  const { app, discord, guild, mainChannel } = stage;
  await app.logged('connected to Discord');
  await addHistory(stage, Date.now());
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: mainChannel.id });
  const wordsOfChart = async (line: string) => {
    await (await owner.type(line)).reply();
    return JSON.stringify(discord.transcript.requests('PATCH', /@original$/).at(-1)?.body);
  };
  // On a busy machine an answer may come without its chart.
  const shows = (line: string, words: RegExp) =>
    expect.poll(() => wordsOfChart(line), { timeout: 60_000, message: line }).toMatch(words);
  for (const pipeline of ['shop', 'tickets', 'news']) {
    await shows(`/queue pipeline:${pipeline}`, /Queue depth over 1 h/);
    await shows(`/errors pipeline:${pipeline}`, /Error rate over 1 h/);
  }
  await shows('/balance pipeline:shop', /Balance over 1 h/);
});
