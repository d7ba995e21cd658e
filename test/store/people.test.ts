import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/monitor/alerts/message.ts';
import { SOMEONE } from '../../src/monitor/someone.ts';
import type { Actor } from '../../src/monitor/types.ts';
import { readMessage } from '../../src/store/deliveryRows.ts';
import { PERSON_COLUMNS } from '../../src/store/personColumns.ts';
import { edit, key, OPEN, opening } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import {
  HOUR,
  NOW,
  type OpenFile,
  openEmpty,
  openOnDisk,
  openSchema,
  PIPELINE,
  rows,
  seeGuilds,
} from '../fixtures/store.ts';

const ADA: Actor = { userId: '200000000000000001', name: 'ada' };
/** Another person, whose id begins with Ada's. */
const BEN: Actor = { userId: '2000000000000000019', name: 'ben' };
const NOTHING = { mutes: 0, incidents: 0, notes: 0, changes: 0, messages: 0, mention: false };

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

const testMessage = (by: Actor): Message => ({ type: 'test', severity: 'critical', by, at: NOW });

/** Everything that a person can leave in a guild. */
async function leaveTraces(by: Actor, guildId = 'g1', kind: 'balance' | 'queue' = 'balance'): Promise<void> {
  const { store } = opened;
  await commitNow(store, [opening(guildId, kind)], NOW);
  const mute = { guildId, scope: kind, pipeline: null, until: NOW + HOUR, createdAt: NOW, by } as const;
  await store.mutes.add({ ...mute, reason: `ask <@${by.userId}> or ${by.userId}` }, change({ by, action: 'mute' }));
  const [incident] = await store.incidents.recent(guildId, 1);
  const id = incident?.id ?? 0;
  const line = change({ by, action: 'acknowledge', subject: kind, after: by.name });
  expect(await store.incidents.acknowledge(guildId, id, by, NOW, line)).toBe('done');
  await store.notes.add(guildId, id, { at: NOW, by, text: `<@${by.userId}> restarts it` });
  await store.deliveries.add(guildId, testMessage(by), NOW);
  const toMention = change({ by, subject: 'mention', before: 'role 5', after: `user ${by.userId}` });
  await store.guilds.choose(guildId, { mention: { type: 'user', id: by.userId } }, [toMention]);
}

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await openSchema(opened.location).introspection.getTables();
  const all = tables.map(async ({ name }) => [name, await rows(opened.other, `select * from "${name}"`)]);
  return JSON.stringify(await Promise.all(all));
}

const forget = (by: Actor, guildId = 'g1') => opened.store.people.forget(guildId, by.userId, NOW + 1, 'UTC');

test('every column that names a person is known', async () => {
  const tables = await openSchema(opened.location).introspection.getTables();
  const named = tables.flatMap(({ name: table, columns }) =>
    columns.filter(({ name }) => /by_(?:id|name)$|^mention_id$|user/.test(name)).map(({ name }) => `${table}.${name}`),
  );
  const known = Object.entries(PERSON_COLUMNS).flatMap(([table, { actors }]) =>
    actors.flatMap(({ id, name }) => [id, ...(name === null ? [] : [name])].map((column) => `${table}.${column}`)),
  );
  expect(named.toSorted()).toEqual([...known, 'guild_pipelines.mention_id', 'guilds.mention_id'].toSorted());
});

test('who was forgotten is in no row of any table, and the answer counts the rows', async () => {
  await leaveTraces(ADA);
  expect(await dump()).toContain(ADA.userId);
  expect(await forget(ADA)).toEqual({
    mutes: 1,
    incidents: 1,
    notes: 1,
    // The mute, the acknowledgement and the choice of whom to ping.
    changes: 3,
    // The test, and the edit that names who is on it.
    messages: 2,
    mention: true,
  });
  const left = await dump();
  expect(left).not.toContain(ADA.userId);
  expect(left).not.toContain(`"${ADA.name}"`);
});

test('a message that mentioned the person mentions nobody once it is edited', async () => {
  const { store } = opened;
  await commitNow(store, [opening()], NOW);
  const alert = await store.deliveries.claim(NOW, HOUR);
  const place = { type: 'channel', channelId: '1' } as const;
  await store.deliveries.delivered(alert?.id ?? 0, 'm1', place, NOW, {
    mentioned: { type: 'user', id: ADA.userId },
  });
  expect(await forget(ADA)).toEqual({ ...NOTHING, messages: 1 });
  expect(await dump()).not.toContain(ADA.userId);
  await commitNow(store, [{ key: key(), before: OPEN, after: OPEN, messages: [edit()] }], NOW + 2);
  const sent = await store.deliveries.claim(NOW + 2, HOUR);
  expect(sent?.target?.mentioned).toEqual({ type: 'user', id: SOMEONE.userId });
});

test('what is muted, acknowledged or sent goes on, by someone', async () => {
  await leaveTraces(ADA);
  const { store } = opened;
  await forget(ADA);
  expect(await store.mutes.activeAt(NOW)).toMatchObject([
    { scope: 'balance', until: NOW + HOUR, by: SOMEONE, reason: 'ask someone or someone' },
  ]);
  expect(await store.incidents.recent('g1', 1)).toMatchObject([{ acknowledged: { by: SOMEONE, at: NOW } }]);
  const [incident] = await store.incidents.recent('g1', 1);
  expect(await store.incidents.acknowledge('g1', incident?.id ?? 0, BEN, NOW, change())).toBe('taken');
  const messages = await rows(
    opened.other,
    "select message from deliveries where type in ('test', 'edit') order by type",
  );
  expect(messages.map(({ message }) => readMessage(String(message)))).toMatchObject([
    edit({ acknowledged: { by: SOMEONE, at: NOW, severity: 'warning' }, muted: { by: SOMEONE, until: NOW + HOUR } }),
    testMessage(SOMEONE),
  ]);
});

test('alerts ping nobody in the place of the person, and the log says so', async () => {
  await leaveTraces(ADA);
  await forget(ADA);
  expect((await opened.store.guilds.get('g1'))?.mention).toBe('nobody');
  const [newest, before] = await opened.store.changes.recent('g1', 2);
  expect(newest).toEqual({
    at: NOW + 1,
    by: SOMEONE,
    action: 'setup',
    subject: 'mention',
    before: 'user someone',
    after: null,
  });
  expect(before).toMatchObject({ by: SOMEONE, before: 'role 5', after: 'user someone' });
});

test('nor do those of one pipeline, which the log names', async () => {
  const { guilds, changes } = opened.store;
  for (const [pipeline, { userId }] of [['shop', ADA] as const, ['tickets', BEN] as const]) {
    await guilds.choose('g1', { mention: { type: 'user', id: userId } }, [], pipeline);
  }
  expect(await forget(ADA)).toEqual({ ...NOTHING, mention: true });
  expect((await guilds.get('g1'))?.routes).toMatchObject({
    shop: { mention: 'nobody' },
    tickets: { mention: { type: 'user', id: BEN.userId } },
  });
  expect(await changes.recent('g1', 9)).toMatchObject([
    { by: SOMEONE, subject: 'mention shop', before: 'user someone' },
  ]);
  expect(await dump()).not.toContain(`"${ADA.userId}"`);
});

test('to forget somebody twice changes nothing more', async () => {
  await leaveTraces(ADA);
  await forget(ADA);
  const after = await dump();
  expect(await forget(ADA)).toEqual(NOTHING);
  expect(await dump()).toBe(after);
});

test('another person, another server, and a role or a longer id that looks alike stay as they are', async () => {
  await leaveTraces(BEN);
  await leaveTraces(ADA, 'g2');
  await opened.store.guilds.choose('g1', { mention: { type: 'role', id: ADA.userId } }, []);
  const before = await dump();
  expect(await forget(ADA)).toEqual(NOTHING);
  expect(await dump()).toBe(before);
});

test('a decision on the incident as it was before is made again, and writes no name back', async () => {
  await leaveTraces(ADA);
  const { store } = opened;
  const was = (await store.alertStates.of(PIPELINE, 0)).get('g1')?.get('balance') ?? OPEN;
  expect(was.incident?.acknowledged?.by).toEqual(ADA);
  await forget(ADA);
  const stale = await store.alertStates.commit(
    [
      {
        key: key(),
        before: was,
        after: { ...was, incident: null },
        messages: [edit({ acknowledged: was.incident?.acknowledged ?? null })],
      },
    ],
    NOW + 2,
  );
  expect([...stale]).toEqual(['g1']);
  expect(await dump()).not.toContain(ADA.userId);
});

test('the name of whoever had acknowledged goes with their acknowledgement', async () => {
  await leaveTraces(ADA);
  await opened.other.exec('update incidents set ack_by_id = null, ack_at = null');
  await forget(ADA);
  expect(await rows(opened.other, 'select ack_by_name from incidents')).toEqual([{ ack_by_name: null }]);
});

test('a message that went to the person directly is not edited any more; one elsewhere is', async () => {
  const { store } = opened;
  const places = [
    { type: 'user', userId: ADA.userId },
    { type: 'user', userId: BEN.userId },
  ] as const;
  for (const [index, place] of places.entries()) {
    const id = await store.deliveries.add('g1', testMessage(BEN), NOW);
    await store.deliveries.delivered(id, `m${index}`, place, NOW);
  }
  expect(await forget(ADA)).toEqual({ ...NOTHING, messages: 1 });
  const kept = (await rows(opened.other, 'select place from deliveries order by id')).map(({ place }) => place);
  expect(kept).toEqual([null, JSON.stringify(places[1])]);
});

describe('where the database fails halfway', () => {
  test.each(['mutes', 'incidents', 'changes', 'deliveries', 'guilds'] as const)(
    'nothing is replaced: %s',
    async (table) => {
      await leaveTraces(ADA);
      const before = await dump();
      const { end } = await opened.other.failOn('update', table);
      await expect(forget(ADA)).rejects.toThrow('disk full');
      await end();
      expect(await dump()).toBe(before);
    },
  );
});

test('whoever did whatever: after one was forgotten the id is nowhere, and of the others everything is', async () => {
  const people = [ADA, BEN, { userId: '19200000000000000001', name: 'ada' }] as const;
  const act = fc.record({
    what: fc.constantFrom('mute', 'unmute', 'test', 'reason', 'mention'),
    by: fc.constantFrom(...people),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const store = await openEmpty();
      try {
        await seeGuilds(store, 'g1');
        for (const { what, by } of acts) {
          const mute = { guildId: 'g1', scope: 'all', pipeline: null, until: NOW + HOUR, createdAt: NOW } as const;
          if (what === 'mute') await store.mutes.add({ ...mute, by, reason: null }, change({ by }));
          if (what === 'reason')
            await store.mutes.add({ ...mute, by: BEN, reason: `see ${by.userId}!` }, change({ by: BEN }));
          if (what === 'unmute') await store.mutes.end('g1', { scope: 'all', pipeline: null }, by, NOW, change({ by }));
          if (what === 'test') await store.deliveries.add('g1', testMessage(by), NOW);
          const mention = { type: 'user', id: by.userId } as const;
          if (what === 'mention')
            await store.guilds.choose('g1', { mention }, [change({ by, after: `user ${by.userId}` })]);
        }
        const seen = async () =>
          JSON.stringify([
            await store.mutes.activeAt(NOW),
            await store.changes.recent('g1', 99),
            await store.guilds.get('g1'),
          ]);
        const of = (text: string, { userId }: Actor) =>
          text.match(new RegExp(`(?<!\\d)${userId}(?!\\d)`, 'g'))?.length ?? 0;
        const before = await seen();
        await store.people.forget('g1', ADA.userId, NOW, 'UTC');
        const after = await seen();
        expect(of(after, ADA)).toBe(0);
        for (const other of people.slice(1)) expect(of(after, other)).toBe(of(before, other));
        expect(await store.people.forget('g1', ADA.userId, NOW, 'UTC')).toEqual(NOTHING);
      } finally {
        await store.close();
      }
    }),
    { numRuns: 25 },
  );
});
