import { Routes, SlashCommandBuilder } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { logIn, manualClock, setUpDiscord } from '../fixtures/discord.ts';

async function setUpCommands() {
  const clock = manualClock();
  const world = await setUpDiscord({ now: clock.now, rateLimits: false });
  const path = `/applications/${world.discord.bot.applicationId}/commands`;
  return { ...world, clock, path, put: (body: unknown) => world.call('PUT', path, body) };
}

const command = (more: object = {}) => ({ name: 'ping', description: 'Answers', ...more });
const option = (more: object = {}) => ({ name: 'a', description: 'b', type: 3, ...more });
const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

test('what a builder makes comes back with an id and in full', async () => {
  const { discord, guild } = await setUpCommands();
  const client = await logIn(discord);
  const built = new SlashCommandBuilder()
    .setName('mute')
    .setDescription('Silences')
    .setDefaultMemberPermissions(32n)
    .setDescriptionLocalizations({ de: 'Stummschalten' })
    .addStringOption((one) => one.setName('for').setDescription('How long').setRequired(true));
  const made = await client.application.commands.set([built]);
  expect(made.first()).toMatchObject({
    name: 'mute',
    defaultMemberPermissions: { bitfield: 32n },
    options: [{ required: true }],
  });
  const inGuild = await client.guilds.cache.get(guild.id)?.commands.set([built]);
  expect(inGuild?.first()?.guildId).toBe(guild.id);
});

test('PUT replaces everything and keeps the ids of names that stay', async () => {
  const { put, call, path } = await setUpCommands();
  const first = (await put([command(), command({ name: 'other' })])).body;
  const second = (await put([command({ description: 'New' }), command({ name: 'third' })])).body;
  expect(second[0].id).toBe(first[0].id);
  expect(second[0].version).not.toBe(first[0].version);
  expect((await call('GET', path)).body.map(({ name }: { name: string }) => name)).toEqual(['ping', 'third']);
});

test('POST makes or replaces; GET and DELETE take an id', async () => {
  const { call, path } = await setUpCommands();
  const made = await call('POST', path, command());
  expect(made.status).toBe(201);
  expect(await call('POST', path, command({ description: 'New' }))).toMatchObject({
    status: 200,
    body: { id: made.body.id },
  });
  expect((await call('GET', `${path}/${made.body.id}`)).body.description).toBe('New');
  expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
  expect(await call('GET', `${path}/${made.body.id}`)).toMatchObject({ status: 404, body: { code: 10063 } });
});

test('translations are listed only on request', async () => {
  const { put, call, path } = await setUpCommands();
  await put([command({ name_localizations: { de: 'pingen' } })]);
  const plain = (await call('GET', path, undefined, { 'x-discord-locale': 'de' })).body[0];
  expect(plain).toMatchObject({ name_localized: 'pingen' });
  expect(plain.name_localizations).toBeUndefined();
  expect((await call('GET', `${path}?with_localizations=true`)).body[0].name_localizations).toEqual({ de: 'pingen' });
});

test('a guild without the bot takes no commands', async () => {
  const { call, discord } = await setUpCommands();
  const foreign = discord.addGuild({ name: 'Foreign', member: false });
  const path = Routes.applicationGuildCommands(discord.bot.applicationId, foreign.id);
  expect(await call('PUT', path, [command()])).toMatchObject({ status: 403, body: { code: 50001 } });
});

describe('limits, at their edge and one beyond', () => {
  test.each([
    ['name', 32, (n: number) => command({ name: 'x'.repeat(n) })],
    ['description', 100, (n: number) => command({ description: 'x'.repeat(n) })],
    ['options', 25, (n: number) => command({ options: times(n, (i) => option({ name: `a${i}` })) })],
    [
      'choices',
      25,
      (n: number) => command({ options: [option({ choices: times(n, (i) => ({ name: `n${i}`, value: `v${i}` })) })] }),
    ],
    [
      'choice value',
      100,
      (n: number) => command({ options: [option({ choices: [{ name: 'a', value: 'x'.repeat(n) }] })] }),
    ],
    ['whole command', 8000, (n: number) => sized(n)],
  ])('%s', async (_name, limit, make) => {
    const { put } = await setUpCommands();
    expect((await put([make(limit)])).status).toBe(200);
    expect(await put([make(limit + 1)])).toMatchObject({ status: 400, body: { code: 50035, errors: { '0': {} } } });
  });

  /** Exactly so many characters over all names, descriptions and values. */
  function sized(total: number) {
    const choice = (n: number, length: number) => ({
      name: `n${String(n).padStart(2, '0')}`,
      value: `${String(n).padStart(2, '0')}${'x'.repeat(length)}`,
    });
    const options = times(3, (o) =>
      option({ name: `o${o}`, description: 'd', choices: times(25, (n) => choice(n, 95)) }),
    );
    const spent = 'ping'.length + 'Answers'.length + 3 * (3 + 25 * 100);
    const rest = total - spent;
    const filler = times(5, (n) => option({ name: `f${n}`, description: 'd'.repeat(n < 4 ? 97 : rest - 4 * 99 - 2) }));
    return command({ options: [...options, ...filler] });
  }
});

test.each([
  ['upper case', command({ name: 'Ping' }), 'name'],
  ['a space in the name', command({ name: 'a b' }), 'name'],
  ['no description', { name: 'ping' }, 'description'],
  ['an unknown locale', command({ name_localizations: { xx: 'a' } }), 'name_localizations'],
  [
    'a required option after an optional one',
    command({ options: [option(), option({ name: 'b', required: true })] }),
    'options',
  ],
  ['the same option twice', command({ options: [option(), option()] }), 'options'],
  [
    'choices with autocomplete',
    command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
    'options',
  ],
  ['a subcommand beside a value', command({ options: [option({ type: 1 }), option({ name: 'b' })] }), 'options'],
  ['a group in a group', command({ options: [option({ type: 2, options: [option({ type: 2 })] })] }), 'options'],
  ['a number for a text choice', command({ options: [option({ choices: [{ name: 'a', value: 1 }] })] }), 'options'],
  ['permissions that are no number', command({ default_member_permissions: 'manage' }), 'default_member_permissions'],
])('%s is refused', async (_name, body, key) => {
  const { put } = await setUpCommands();
  const response = await put([command({ name: 'fine' }), body]);
  expect(response).toMatchObject({ status: 400, body: { code: 50035 } });
  expect(Object.keys(response.body.errors['1'])).toEqual([key]);
});

test('a hundred commands, two hundred new names a day', async () => {
  const { put, clock } = await setUpCommands();
  const named = (prefix: string, count = 100) => times(count, (n) => command({ name: `${prefix}${n}` }));
  expect(await put(named('a', 101))).toMatchObject({ status: 400, body: { code: 30032 } });
  expect((await put(named('a'))).status).toBe(200);
  expect((await put(named('a'))).status).toBe(200);
  expect((await put(named('b'))).status).toBe(200);
  clock.advance(60_000);
  const refused = await put(named('c', 1));
  expect(refused).toMatchObject({ status: 429, body: { code: 30034 } });
  expect(refused.headers.get('retry-after')).toBe(String(24 * 3600 - 60));
  clock.advance(24 * 3_600_000 - 60_000);
  expect((await put(named('c', 1))).status).toBe(200);
});
