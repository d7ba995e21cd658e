import { ChannelType, PermissionFlagsBits as P } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { permissionsOf } from '../../src/discord/guildRecord.ts';
import { createGuildRecords } from '../../src/discord/guildRecords.ts';
import { readRecord, writeRecord } from '../../src/discord/guildRecordText.ts';
import { createGuildView } from '../../src/discord/guildView.ts';

const BOT = 'bot';
const POST = P.ViewChannel | P.SendMessages | P.EmbedLinks;
const bits = (value: bigint) => String(value);
const channel = (id: string, more: object = {}) => ({
  id,
  type: ChannelType.GuildText,
  name: `channel-${id}`,
  permission_overwrites: [],
  ...more,
});
const thread = (id: string, parent: string, metadata: object = {}) =>
  channel(id, {
    type: ChannelType.PublicThread,
    parent_id: parent,
    permission_overwrites: undefined,
    thread_metadata: { archived: false, locked: false, ...metadata },
  });
const role = (id: string, permissions = 0n, mentionable = false) => ({
  id,
  permissions: bits(permissions),
  mentionable,
});
const member = (id: string, roles: readonly string[] = []) => ({ user: { id }, roles });

/** A server that gives the bot all that it needs through one role, in two channels and a thread. */
const GUILD = {
  id: 'g',
  name: 'Scrapers',
  owner_id: 'owner',
  system_channel_id: 'c1',
  roles: [role('g', P.ViewChannel), role('r1', POST), role('r2', P.MentionEveryone, true)],
  channels: [channel('c1'), channel('c2', { permission_overwrites: [{ id: 'r1', allow: '0', deny: bits(POST) }] })],
  threads: [thread('t1', 'c2')],
  members: [member(BOT, ['r1']), member('somebody', ['r2'])],
  emojis: [{ id: 'e1' }],
};

function heard(...packets: readonly { readonly t: string; readonly d: unknown }[]) {
  const records = createGuildRecords();
  for (const packet of [{ t: 'GUILD_CREATE', d: GUILD }, ...packets]) records.hear({ ...packet }, BOT);
  return records;
}

const about = (t: string, d: object) => ({ t, d: { guild_id: 'g', ...d } });
const ids = (records: ReturnType<typeof heard>) => records.of('g')?.channels.map(({ id }) => id);
const canPostIn = (records: ReturnType<typeof heard>, id: string) => records.snapshotOf('g', BOT)?.channel(id)?.canPost;

describe('what the gateway sent about a server', () => {
  test('is known: its channels, threads and roles, and of its members the bot alone', () => {
    const guild = heard().of('g');
    expect(guild).toMatchObject({ ownerId: 'owner', systemChannelId: 'c1', members: [{ id: BOT, roles: ['r1'] }] });
    expect(guild?.channels.map(({ id }) => id)).toEqual(['c1', 'c2', 't1']);
    expect(guild?.roles.map(({ id, isMentionable }) => [id, isMentionable])).toEqual([
      ['g', false],
      ['r1', false],
      ['r2', true],
    ]);
  });

  test('says where the bot may post: in a thread it is what holds for its channel', () => {
    const records = heard();
    expect(['c1', 'c2', 't1', 'c9'].map((id) => canPostIn(records, id))).toEqual([true, false, false, undefined]);
  });

  test('is asked for by a channel too', () => {
    const records = heard();
    expect(['c1', 't1', 'r1', 'c'].map(records.guildOf)).toEqual(['g', 'g', null, null]);
  });

  test('is forgotten with the server', () => {
    const records = heard();
    records.forget('g');
    expect([records.of('g'), records.snapshotOf('g', BOT), records.guildOf('c1')]).toEqual([null, null, null]);
  });

  test.each<[string, ReturnType<typeof about>[], (records: ReturnType<typeof heard>) => unknown, unknown]>([
    ['a channel that was made', [about('CHANNEL_CREATE', channel('c3'))], ids, ['c1', 'c2', 't1', 'c3']],
    ['a channel that was opened', [about('CHANNEL_UPDATE', channel('c2'))], (all) => canPostIn(all, 't1'), true],
    ['a channel that was deleted, with its threads', [about('CHANNEL_DELETE', { id: 'c2' })], ids, ['c1']],
    ['a thread that was made', [about('THREAD_CREATE', thread('t2', 'c1'))], (all) => canPostIn(all, 't2'), true],
    ['a thread that fell asleep', [about('THREAD_UPDATE', thread('t1', 'c2', { archived: true }))], ids, ['c1', 'c2']],
    ['a thread that was deleted', [about('THREAD_DELETE', { id: 't1' })], ids, ['c1', 'c2']],
    [
      'the threads of one channel',
      [
        about('THREAD_CREATE', thread('t2', 'c1')),
        about('THREAD_LIST_SYNC', { channel_ids: ['c2'], threads: [thread('t3', 'c2')] }),
      ],
      ids,
      ['c1', 'c2', 't2', 't3'],
    ],
    ['all threads', [about('THREAD_LIST_SYNC', { threads: [] })], ids, ['c1', 'c2']],
    ['a role that was made', [about('GUILD_ROLE_CREATE', { role: role('r3') })], roleIds, ['g', 'r1', 'r2', 'r3']],
    [
      'a role that may do less',
      [about('GUILD_ROLE_UPDATE', { role: role('r1') })],
      (all) => canPostIn(all, 'c1'),
      false,
    ],
    ['a role that was deleted', [about('GUILD_ROLE_DELETE', { role_id: 'r1' })], (all) => canPostIn(all, 'c1'), false],
    ['a role that the bot lost', [about('GUILD_MEMBER_UPDATE', member(BOT))], (all) => canPostIn(all, 'c1'), false],
    [
      'a new owner, another channel for notices, roles',
      [{ t: 'GUILD_UPDATE', d: { id: 'g', owner_id: BOT, system_channel_id: null, roles: [role('g')] } } as never],
      (all) => [all.of('g')?.ownerId, all.of('g')?.systemChannelId, roleIds(all), canPostIn(all, 'c2')],
      [BOT, null, ['g'], true],
    ],
  ])('follows %s', (_name, packets, ask, expected) => {
    const records = heard();
    // What was asked before must not be answered again.
    ask(records);
    for (const packet of packets) records.hear({ ...packet }, BOT);
    expect(ask(records)).toEqual(expected);
  });

  test('leaves out what cannot be read of a list, and keeps the rest', () => {
    const records = createGuildRecords();
    const odd = [null, 7, { id: 'c8' }, channel('c9', { permission_overwrites: [{ id: 'g', allow: 'x', deny: '0' }] })];
    records.hear({ t: 'GUILD_CREATE', d: { ...GUILD, channels: [...odd, channel('c1')], threads: null } }, BOT);
    expect(ids(records)).toEqual(['c1']);
  });

  test('stays as it was through an outage', () => {
    expect(ids(heard({ t: 'GUILD_CREATE', d: { id: 'g', unavailable: true } }))).toEqual(['c1', 'c2', 't1']);
  });

  test('is nothing of a server that it never named', () => {
    const records = createGuildRecords();
    records.hear(about('CHANNEL_CREATE', channel('c3')), BOT);
    expect(records.of('g')).toBeNull();
  });

  test('before Discord has said who the bot is, any member may be it', () => {
    const records = createGuildRecords();
    records.hear({ t: 'GUILD_CREATE', d: GUILD }, null);
    expect(canPostIn(records, 'c1')).toBe(true);
  });
});

function roleIds(records: ReturnType<typeof heard>) {
  return records.of('g')?.roles.map(({ id }) => id);
}

describe('the library', () => {
  test('is given a server without what is kept here', () => {
    const packet = { t: 'GUILD_CREATE', d: GUILD };
    createGuildRecords().hear(packet, BOT);
    const nothing = { roles: [], channels: [], threads: [], members: [], emojis: [] };
    expect(packet.d).toEqual({ ...GUILD, ...nothing });
  });

  test.each([
    ['CHANNEL_UPDATE', false],
    ['THREAD_LIST_SYNC', false],
    ['GUILD_ROLE_DELETE', false],
    ['GUILD_CREATE', true],
    ['GUILD_UPDATE', true],
    ['INTERACTION_CREATE', true],
  ])('reads %s: %j', (t, isRead) => {
    expect(createGuildRecords().isForLibrary({ t })).toBe(isRead);
  });

  test('goes on with what waits', () => {
    expect(createGuildRecords().isForLibrary(undefined)).toBe(true);
  });
});

test('whatever happens one after the other, it knows what it would know from a single event', () => {
  const ID = fc.integer({ min: 1, max: 6 }).map((n) => `c${n}`);
  const event = fc.oneof(
    fc.record({ t: fc.constantFrom('CHANNEL_CREATE', 'CHANNEL_UPDATE'), id: ID }),
    fc.record({ t: fc.constant('CHANNEL_DELETE'), id: ID }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const left = new Set(['c1', 'c2']);
      for (const { t, id } of events) t === 'CHANNEL_DELETE' ? left.delete(id) : left.add(id);
      const records = heard(
        { t: 'GUILD_CREATE', d: { ...GUILD, threads: [] } },
        ...events.map(({ t, id }) => about(t, channel(id))),
      );
      expect(ids(records)?.toSorted()).toEqual([...left].toSorted());
    }),
  );
});

test('an administrator may do everything, the owner too, and who is not there nothing', () => {
  const guild = heard().of('g');
  if (guild === null) throw new Error('there is no server');
  const admin = { ...guild, roles: [{ id: 'r1', permissions: bits(P.Administrator), isMentionable: false }] };
  expect(permissionsOf(admin, BOT, null).has(P.ManageGuild)).toBe(true);
  expect(permissionsOf(guild, 'owner', null).bitfield).toBe(0n);
  expect(permissionsOf({ ...guild, ownerId: BOT }, BOT, null).has(P.ManageGuild)).toBe(true);
});

test('any record is read as it was written', () => {
  const text = fc.string();
  const parent = fc.option(text);
  const overwrites = fc.array(fc.record({ id: text, allow: text, deny: text }));
  const record = fc.record({
    id: text,
    ownerId: text,
    systemChannelId: fc.option(text),
    roles: fc.array(fc.record({ id: text, permissions: text, isMentionable: fc.boolean() })),
    channels: fc.array(fc.record({ id: text, type: fc.nat(), parentId: parent, isLocked: fc.boolean(), overwrites })),
    members: fc.array(fc.record({ id: text, roles: fc.array(text) })),
  });
  fc.assert(
    fc.property(record, (guild) => {
      expect(readRecord(writeRecord(guild))).toEqual(guild);
    }),
  );
});

test('without the membership of the bot nothing is known of its permissions, and the kind of a channel is', () => {
  const record = heard().of('g');
  const view = createGuildView(record === null ? null : { ...record, members: [] }, BOT);
  expect([view.missingIn('c1'), view.missingForThreads('c1', 'thread'), view.canPin('c1')]).toEqual([
    null,
    null,
    false,
  ]);
  expect(view.unfitness('c1')).toBeNull();
});
