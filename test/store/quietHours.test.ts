import { beforeEach, describe, expect, test } from 'vitest';
import { type CatchUp, composeCatchUp, type SuppressedIncident } from '../../src/monitor/alerts/catchUp.ts';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import { alert, alertState, facts, incident, key, NOTHING, OPEN, recovery } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { quietHours } from '../fixtures/quietHours.ts';
import { HOUR, MINUTE, NOW, type OpenFile, openOnDisk, rows, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

const NIGHT = quietHours('22:00-07:00', { weekdays: [1, 2, 3], kinds: ['queue'], passes: 'nothing' });
const of = async (guildId: string) => (await opened.store.guilds.get(guildId))?.quietHours;

describe('the quiet hours of a guild', () => {
  test('are none of its own until it chooses some, and then what it chose, over a restart too', async () => {
    expect(await of('g1')).toBeNull();
    await opened.store.quietHours.change('g1', () => ({ hours: [NIGHT], change: change({ action: 'quiet' }) }));
    expect(await of('g1')).toEqual([NIGHT]);
    const store = await opened.reopen();
    expect((await store.guilds.present()).map(({ quietHours }) => quietHours)).toEqual([[NIGHT], null]);
    expect(await store.changes.recent('g1', 5)).toMatchObject([{ action: 'quiet' }]);
  });

  test('are changed from what they are, may be none at all, and may be those of the settings again', async () => {
    const { store } = opened;
    const seen: unknown[] = [];
    for (const hours of [[NIGHT], [], null]) {
      await store.quietHours.change('g1', (own) => {
        seen.push(own);
        return { hours, change: change() };
      });
    }
    expect([...seen, await of('g1')]).toEqual([null, [NIGHT], [], null]);
  });

  test('stay as they are where the change is refused', async () => {
    const refusing = opened.store.quietHours.change('g1', () => {
      throw new Error('refused');
    });
    await expect(refusing).rejects.toThrow('refused');
    expect([await of('g1'), await opened.store.changes.recent('g1', 5)]).toEqual([null, []]);
  });
});

/** Fires, and nobody was notified, because it is quiet. */
const HELD: AlertState = alertState(incident({ notifiedSeverity: null, quietSince: NOW }));
const LATER = NOW + 8 * HOUR;
const ALL = { mayBeSent: () => true, titleOf: () => null };
const all = (held: readonly SuppressedIncident[]) => composeCatchUp(held, ALL, LATER);

async function hold(guildId = 'g1', kind: 'balance' | 'queue' = 'balance', after = HELD): Promise<void> {
  await commitNow(opened.store, [{ key: key(guildId, kind), before: NOTHING, after, messages: [] }], NOW);
}
const catchUp = (compose: (held: readonly SuppressedIncident[]) => CatchUp | null = all, guildId = 'g1') =>
  opened.store.quietHours.catchUp(guildId, LATER, compose);
const messages = () => rows(opened.other, 'select guild_id, type, kind, pipeline from deliveries order by id');
const alertStateOf = async (guildId = 'g1') =>
  (await opened.store.alertStates.of(key().pipeline, 0)).get(guildId)?.get('balance');

describe('what quiet hours keep back', () => {
  test('is known by guild, over a restart too', async () => {
    expect(await opened.store.quietHours.waiting()).toEqual(new Set());
    await hold('g1');
    await hold('g1', 'queue');
    expect(await (await opened.reopen()).quietHours.waiting()).toEqual(new Set(['g1']));
  });

  test('is sent in one message of the guild, once, whoever asks and after a restart', async () => {
    await hold('g1');
    await hold('g1', 'queue');
    await hold('g2');
    const both = await Promise.all([catchUp(), catchUp()]);
    expect(both.toSorted()).toEqual([false, true]);
    await opened.reopen();
    expect(await catchUp()).toBe(false);
    expect(await messages()).toEqual([{ guild_id: 'g1', type: 'catchUp', kind: null, pipeline: null }]);
    expect(await opened.store.quietHours.waiting()).toEqual(new Set(['g2']));
  });

  test('is kept whole where the message cannot be', async () => {
    await hold();
    const full = await opened.other.failOn('insert', 'deliveries');
    await expect(catchUp()).rejects.toThrow();
    await full.end();
    expect(await messages()).toEqual([]);
    expect(await alertStateOf()).toMatchObject({ incident: { quietSince: NOW, notifiedSeverity: null } });
    expect(await catchUp()).toBe(true);
  });

  test('is notified from then on: the next message waits for its cooldown, and a decision by the older version is made again', async () => {
    await hold();
    const before = await alertStateOf();
    await catchUp();
    const after = await alertStateOf();
    expect(after).toMatchObject({
      incident: { quietSince: null, notifiedSeverity: 'warning', pinged: null },
      lastSent: { warning: LATER, critical: null },
      notified: facts(),
    });
    const stale = [{ key: key(), before: before ?? NOTHING, after: OPEN, messages: [alert()] }];
    expect(await opened.store.alertStates.commit(stale, LATER)).toEqual(new Set(['g1']));
  });

  test('remembers what it pinged with', async () => {
    await hold(
      'g1',
      'balance',
      alertState(incident({ notifiedSeverity: null, severity: 'critical', quietSince: NOW })),
    );
    await catchUp();
    expect(await alertStateOf()).toMatchObject({
      incident: { pinged: facts(), notifiedSeverity: 'critical' },
      lastSent: { critical: LATER },
    });
  });

  test('stays critical where people knew that it was', async () => {
    await hold('g1', 'balance', alertState(incident({ notifiedSeverity: 'critical', quietSince: NOW })));
    await catchUp();
    expect(await alertStateOf()).toMatchObject({ incident: { notifiedSeverity: 'critical', severity: 'warning' } });
  });

  test('says once that it can no longer be judged', async () => {
    await hold('g1', 'balance', alertState(incident({ notifiedSeverity: null, quietSince: NOW, unknownSince: NOW })));
    await catchUp();
    expect(await alertStateOf()).toMatchObject({ incident: { unknownNotifiedAt: LATER } });
  });

  test('includes what is over, which counts as notified', async () => {
    await hold();
    const over: AlertState = {
      ...HELD,
      incident: null,
      closed: { at: NOW + HOUR, severity: 'warning', notifiedSeverity: null, quietSince: NOW },
    };
    await commitNow(opened.store, [{ key: key(), before: HELD, after: over, messages: [] }], NOW + HOUR);
    const seen: SuppressedIncident[] = [];
    await catchUp((held) => {
      seen.push(...held);
      return all(held);
    });
    expect(seen).toMatchObject([{ quietSince: NOW, endedAt: NOW + HOUR, wasNotified: false }]);
    expect(await opened.store.incidents.recent('g1', 5)).toMatchObject([{ wasNotified: true, endedAt: NOW + HOUR }]);
    expect((await alertStateOf())?.lastSent.warning ?? null).toBeNull();
  });

  test('waits where nothing is sent yet, and is let go of without a message where the guild no longer sees it', async () => {
    await hold();
    expect(await catchUp(() => null)).toBe(false);
    expect(await opened.store.quietHours.waiting()).toEqual(new Set(['g1']));
    expect(await catchUp((held) => ({ message: null, included: [], dropped: held }))).toBe(false);
    expect(await opened.store.quietHours.waiting()).toEqual(new Set());
    expect([await messages(), await alertStateOf()]).toMatchObject([[], { incident: { notifiedSeverity: null } }]);
  });

  test('that was open then is what a component interaction with its message is about', async () => {
    const { store } = opened;
    for (const kind of ['balance', 'queue'] as const) await hold('g1', kind);
    await catchUp();
    const first = await store.deliveries.claim(LATER, MINUTE);
    await store.deliveries.delivered(first?.id ?? 0, 'm1', { type: 'channel', channelId: '1' }, LATER);
    const ids = (await store.incidents.recent('g1', 5)).map(({ id }) => id).toSorted((a, b) => a - b);
    expect(await store.incidents.ofSameMessage('g1', ids[1] ?? 0, 'm1')).toEqual(ids);
    expect(await store.incidents.ofSameMessage('g2', ids[1] ?? 0, 'm1')).toEqual([]);
    expect(await store.incidents.ofSameMessage('g1', 99, 'm1')).toEqual([]);
  });

  test('is nothing of a guild that left, nor once it is back', async () => {
    await hold();
    await opened.store.guilds.leave('g1', NOW);
    expect([await opened.store.quietHours.waiting(), await catchUp()]).toEqual([new Set(), false]);
    await seeGuilds(opened.store, 'g1');
    expect(await opened.store.quietHours.waiting()).toEqual(new Set());
  });
});

describe('an alert that is taken back because it is quiet', () => {
  test('is sent by the catch-up, and starts no cooldown', async () => {
    const { store } = opened;
    await commitNow(store, [{ key: key(), before: NOTHING, after: OPEN, messages: [alert()] }], NOW);
    const claimed = await store.deliveries.claim(NOW, MINUTE);
    const lost = { guildId: 'g1', kind: 'balance', pipeline: key().pipeline, severity: 'warning' } as const;
    await store.deliveries.giveUp(claimed?.id ?? 0, 'quietHours', NOW + 1, [
      {
        ...lost,
        suppressed: 0,
        mutedAt: null,
        quietAt: NOW + 1,
        keepCooldown: false,
      },
    ]);
    expect(await alertStateOf()).toMatchObject({
      incident: { notifiedSeverity: null, quietSince: NOW + 1, suppressed: 0 },
      lastSent: { warning: null },
    });
  });

  test.each([
    ['a reminder after the catch-up leaves people with that', true, 'warning'],
    ['without one they know nothing', false, null],
  ])('%s', async (_name, caughtUp, notified) => {
    const { store } = opened;
    await hold('g1', 'balance', caughtUp ? HELD : alertState(incident()));
    if (caughtUp) {
      await catchUp();
      const first = await store.deliveries.claim(LATER, MINUTE);
      await store.deliveries.delivered(first?.id ?? 0, 'm1', { type: 'channel', channelId: '1' }, LATER);
    }
    const known = (await alertStateOf()) ?? NOTHING;
    await commitNow(store, [{ key: key(), before: known, after: known, messages: [alert()] }], LATER);
    const claimed = await store.deliveries.claim(LATER, MINUTE);
    const lost = { guildId: 'g1', kind: 'balance', pipeline: key().pipeline, severity: 'warning' } as const;
    await store.deliveries.giveUp(claimed?.id ?? 0, 'rejected', LATER, [
      {
        ...lost,
        suppressed: 0,
        mutedAt: null,
        keepCooldown: true,
      },
    ]);
    expect(await alertStateOf()).toMatchObject({ incident: { notifiedSeverity: notified } });
  });
});

test('the end of what the catch-up notified people of, while a reminder waits, is a recovery and nothing late', async () => {
  const { store } = opened;
  await hold();
  await catchUp();
  const first = await store.deliveries.claim(LATER, MINUTE);
  await store.deliveries.delivered(first?.id ?? 0, 'm1', { type: 'channel', channelId: '1' }, LATER);
  const known = (await alertStateOf()) ?? NOTHING;
  await commitNow(store, [{ key: key(), before: known, after: known, messages: [alert()] }], LATER);
  const over = {
    ...known,
    incident: null,
    closed: { at: LATER, severity: 'warning', notifiedSeverity: 'warning' },
  } as const;
  await commitNow(store, [{ key: key(), before: known, after: over, messages: [recovery(LATER)] }], LATER);
  expect((await store.deliveries.claim(LATER, MINUTE))?.message.type).toBe('recovery');
});

test('what waits for the end of quiet hours holds up nothing behind it, and is let go of when they change', async () => {
  const { store } = opened;
  const top = {
    type: 'topUp',
    topUp: { at: NOW, fromMicros: 1, toMicros: 2, runwayMs: null },
    at: NOW,
  } as const;
  await commitNow(store, [{ key: key(), before: NOTHING, after: NOTHING, messages: [top] }], NOW);
  const waiting = await store.deliveries.claim(NOW, MINUTE);
  await store.deliveries.retry(waiting?.id ?? 0, NOW + 9 * HOUR, 'quietHours', false);
  expect(await store.deliveries.claim(NOW + 1, MINUTE)).toBeNull();
  expect((await store.deliveries.backlog()).waiting).toBe(0);
  const id = await store.deliveries.add('g1', alert(), NOW);
  expect((await store.deliveries.claim(NOW + 1, MINUTE))?.id).toBe(id);
  await store.deliveries.giveUp(id, 'tooOld', NOW);
  await store.deliveries.releaseMuted('g1', NOW + 2);
  expect((await store.deliveries.claim(NOW + 2, MINUTE))?.id).toBe(waiting?.id);
});
