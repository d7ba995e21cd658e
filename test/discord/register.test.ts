import { expect } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { createRegistration, differenceOf, isEmpty } from '../../src/discord/register.ts';
import { registrationWords } from '../../src/discord/registrationTrouble.ts';
import { createRest } from '../../src/discord/rest.ts';
import { test } from '../fixtures/test.ts';

test('commands are written when Discord has others, and not again when it has the same', async ({ discord }) => {
  const rest = createRest(discord.apiBase, discord.bot.token);
  const { applicationId } = discord.bot;
  const registration = createRegistration(rest, { applicationId, guildId: null });
  const first = await registration.register(COMMANDS);
  expect(first.difference.added).toHaveLength(COMMANDS.length);
  expect(first.ids.get('mute')).toMatch(/^\d+$/);
  const again = await registration.register(COMMANDS);
  expect(isEmpty(again.difference)).toBe(true);
  expect(again.ids).toEqual(first.ids);
  const fewer = await registration.register(COMMANDS.slice(1));
  expect(fewer.difference).toEqual({ added: [], changed: [], removed: ['balance'] });
  expect(discord.transcript.requests('PUT')).toHaveLength(2);
});

test('a difference is found without writing', async ({ discord }) => {
  const rest = createRest(discord.apiBase, discord.bot.token);
  const registration = createRegistration(rest, { applicationId: discord.bot.applicationId, guildId: null });
  expect((await registration.difference(COMMANDS)).added).toContain('setup');
  expect(discord.transcript.requests('PUT')).toHaveLength(0);
});

test('one guild alone can have them', async ({ discord }) => {
  const guild = discord.addGuild({ name: 'Scrapers' });
  const rest = createRest(discord.apiBase, discord.bot.token);
  const target = { applicationId: discord.bot.applicationId, guildId: guild.id };
  await createRegistration(rest, target).register(COMMANDS);
  expect(discord.transcript.requests('PUT')[0]?.path).toContain(`/guilds/${guild.id}/commands`);
});

const RETRY_LATER: Record<string, string> = { 'retry-after': '7200' };

test.for<[string, { status: number; code: number; headers: Record<string, string> }, RegExp]>([
  ['the daily limit', { status: 429, code: 30_034, headers: RETRY_LATER }, /next 12[01] min/],
  ['the number of commands', { status: 400, code: 30_032, headers: {} }, /as many commands/],
])('%s ends in a clear message, and at once', async ([_name, { status, code, headers }, message], { discord }) => {
  discord.faults.status({ method: 'PUT' }, status, { message: 'no', code }, headers);
  const rest = createRest(discord.apiBase, discord.bot.token);
  const registration = createRegistration(rest, { applicationId: discord.bot.applicationId, guildId: null });
  const refused = await registration.register(COMMANDS).catch((err: unknown) => err);
  expect(registrationWords(refused)).toMatch(message);
});

const command = { name: 'mute', description: 'Be quiet', options: [{ type: 3, name: 'for', description: 'How long' }] };

test.each([
  [
    'what Discord adds by itself',
    { ...command, id: '1', version: '2', nsfw: false, type: 1, dm_permission: null },
    true,
  ],
  ['an option that is required now', { ...command, options: [{ ...command.options[0], required: true }] }, false],
  ['another description', { ...command, description: 'Hush' }, false],
  ['another permission', { ...command, default_member_permissions: '32' }, false],
  [
    'options in another order',
    { ...command, options: [{ type: 3, name: 'a', description: 'b' }, ...command.options] },
    false,
  ],
])('%s', (_name, present, same) => {
  expect(isEmpty(differenceOf([present], [command]))).toBe(same);
});
