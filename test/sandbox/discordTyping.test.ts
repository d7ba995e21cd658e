import { PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { lastInteraction, logIn, setUpDiscord } from '../fixtures/discord.ts';

const OPTIONS = [
  { name: 'alert', description: 'Which', type: 3, required: true, choices: [{ name: 'Errors', value: 'errors' }] },
  { name: 'for', description: 'How long', type: 3, required: true },
  { name: 'level', description: 'How much', type: 4, min_value: 1, max_value: 5 },
  { name: 'reason', description: 'Why', type: 3 },
];

async function withCommands() {
  const world = await setUpDiscord({ interactionDeadlineMs: 0 });
  await world.call('PUT', `/applications/${world.discord.bot.applicationId}/commands`, [
    { name: 'mute', description: 'Silences', options: OPTIONS, contexts: [0] },
    {
      name: 'alert',
      description: 'Alerts',
      options: [
        { name: 'add', description: 'Adds', type: 1, options: [{ name: 'role', description: 'Who', type: 8 }] },
      ],
    },
    { name: 'secret', description: 'For managers', default_member_permissions: '32' },
  ]);
  return world;
}

/** What the app is sent for a typed line. */
async function sent(world: Awaited<ReturnType<typeof withCommands>>, line: string) {
  await logIn(world.discord);
  await world.owner.type(line);
  const { data } = lastInteraction(world.discord);
  return data as { options?: unknown[]; resolved?: unknown };
}

test.each([
  ['/mute errors 2h', { alert: 'errors', for: '2h' }],
  [
    '/mute Errors "2 hours" 3 too many of them',
    { alert: 'errors', for: '2 hours', level: 3, reason: 'too many of them' },
  ],
  [
    '/mute alert:errors for:2h reason:they know: it is on fire',
    { alert: 'errors', for: '2h', reason: 'they know: it is on fire' },
  ],
  ['/mute errors until 09:00', { alert: 'errors', for: 'until 09:00' }],
  ['/mute errors for 2 hours', { alert: 'errors', for: '2 hours' }],
  ['/mute alert errors for 2h level 3 reason a deploy', { alert: 'errors', for: '2h', level: 3, reason: 'a deploy' }],
  ['/mute errors 2 hours', { alert: 'errors', for: '2 hours' }],
  ['/mute errors 1.5 h 3 a deploy', { alert: 'errors', for: '1.5 h', level: 3, reason: 'a deploy' }],
  ['/mute errors 90 3 a deploy', { alert: 'errors', for: '90', level: 3, reason: 'a deploy' }],
  ['/mute errors until tomorrow 9:00 3', { alert: 'errors', for: 'until tomorrow 9:00', level: 3 }],
  ['/mute errors until monday 9 am 3', { alert: 'errors', for: 'until monday 9 am', level: 3 }],
  ['/mute errors until 2026-12-24 18:00', { alert: 'errors', for: 'until 2026-12-24 18:00' }],
  ['/mute errors until monday', { alert: 'errors', for: 'until monday' }],
  ['/mute errors until 09:00 3 a deploy', { alert: 'errors', for: 'until 09:00', level: 3, reason: 'a deploy' }],
  ['/mute errors reason:loud for:2h', { alert: 'errors', for: '2h', reason: 'loud' }],
])('%s', async (line, values) => {
  const { options } = await sent(await withCommands(), line);
  expect(
    Object.fromEntries((options as { name: string; value: unknown }[]).map(({ name, value }) => [name, value])),
  ).toEqual(values);
});

test('subcommands and mentions are understood', async () => {
  const world = await withCommands();
  const role = world.discord.addRole(world.guild.id, { name: 'oncall' });
  const data = await sent(world, '/alert add @oncall');
  expect(data.options).toEqual([{ name: 'add', type: 1, options: [{ name: 'role', type: 8, value: role.id }] }]);
  expect(data.resolved).toMatchObject({ roles: { [role.id]: { name: 'oncall' } } });
});

test.each([
  ['mute errors 2h', 'A command starts with a slash, as in "/help". For the command "mute" type "/mute".'],
  ['/mutes', 'There is no command /mutes. Commands: mute, alert, secret.'],
  ['/mute errors', 'needs the option "for". Options: alert, for, level, reason.'],
  ['/mute balance 2h', 'Option "alert" must be one of errors, not "balance"'],
  ['/mute errors 2h 9', 'Option "level" must be at most 5'],
  ['/alert', '/alert needs a subcommand. Subcommands: add.'],
  ['/secret now', '/secret has no option left for "now"'],
])('%s is refused with what would do', async (line, message) => {
  const { owner } = await withCommands();
  await expect(owner.type(line)).rejects.toThrow(message);
});

test('a command is hidden from those who lack its permission, unless forced', async () => {
  const { discord, guild, channel } = await withCommands();
  const user = discord.addUser({ username: 'guest' });
  discord.addMember(guild.id, user.id);
  const guest = discord.as({ userId: user.id, guildId: guild.id, channelId: channel.id });
  await expect(guest.slash('secret')).rejects.toThrow(
    /^\/secret is hidden from guest: Discord shows it only with the permission /,
  );
  expect(await guest.slash('secret', {}, [], { force: true })).toMatchObject({ acknowledged: null });

  const manager = discord.addUser({ username: 'manager' });
  discord.addMember(guild.id, manager.id, { permissions: PermissionFlagsBits.ManageGuild });
  const result = await discord.as({ userId: manager.id, guildId: guild.id, channelId: channel.id }).slash('secret');
  expect(result).toMatchObject({ acknowledged: null });
});

test('a command for servers is not there in direct messages', async () => {
  const { discord } = await withCommands();
  const direct = discord.openDirectChannel(discord.owner.id);
  const owner = discord.as({ userId: discord.owner.id, channelId: direct.id });
  await expect(owner.slash('mute', { alert: 'errors', for: '1h' })).rejects.toThrow(
    'cannot be used in direct messages',
  );
  await expect(owner.slash('secret')).resolves.toMatchObject({ acknowledged: null });
});
