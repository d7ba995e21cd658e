import { expect, onTestFinished, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { registerCommands, sameCommands } from '../../src/discord/register.ts';
import { createRest } from '../../src/discord/rest.ts';

test('commands are written when Discord has others, and not again when it has the same', async () => {
  const discord = await startLocalDiscord();
  onTestFinished(() => discord.stop());
  const rest = createRest(discord.apiBase, discord.bot.token);
  const { applicationId } = discord.bot;
  expect(await registerCommands(rest, applicationId, COMMANDS)).toBe(true);
  expect(await registerCommands(rest, applicationId, COMMANDS)).toBe(false);
  expect(await registerCommands(rest, applicationId, COMMANDS.slice(1))).toBe(true);
  expect(discord.transcript.requests('PUT')).toHaveLength(2);
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
  expect(sameCommands([present], [command])).toBe(same);
});
