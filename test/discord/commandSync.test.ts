import { pino } from 'pino';
import { expect } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { createCommandSync } from '../../src/discord/commandSync.ts';
import { createRest } from '../../src/discord/rest.ts';
import { test } from '../fixtures/test.ts';

test('however many shards log in, the commands and each other place are read once', async ({ discord }) => {
  const guildIds = ['Scrapers', 'Testers', 'Others'].map((name) => discord.addGuild({ name }).id);
  const rest = createRest(discord.apiBase, discord.bot.token);
  const sync = createCommandSync({
    rest,
    commands: async () => COMMANDS,
    guildId: null,
    log: pino({ level: 'silent' }),
  });
  const { applicationId } = discord.bot;
  const reads = () => discord.transcript.requests('GET', /\/commands/).length;

  expect(await sync.begin(applicationId, guildIds.slice(0, 1))).toBe(COMMANDS.length);
  expect(await sync.begin(applicationId, guildIds.slice(1))).toBe(0);
  for (const _place of guildIds) await sync.step();
  expect(reads()).toBe(1 + guildIds.length);

  // A shard that connects again has the same servers.
  expect(await sync.begin(applicationId, guildIds)).toBe(0);
  await sync.step();
  expect(reads()).toBe(1 + guildIds.length);
  expect(sync.trouble()).toBeNull();
  expect(sync.ids().size).toBe(COMMANDS.length);

  // Other settings may offer other commands.
  sync.again();
  await sync.step();
  expect(reads()).toBe(2 + guildIds.length);
});
