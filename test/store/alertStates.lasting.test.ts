import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertState, Incident } from '../../src/monitor/alerts/incident.ts';
import type { LateMessage, Message } from '../../src/monitor/alerts/message.ts';
import { alert, alertState, ended, facts, incident, key, NOTHING, OPEN, opening } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { HOUR, MINUTE, NOW, PIPELINE, rows } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const commit = (before: AlertState, after: AlertState, messages: readonly Message[] = [], now = NOW) =>
  commitNow(stage.opened.store, [{ key: key(), before, after, messages }], now);
const remembered = async (store = stage.opened.store, closedAfter = NOW - MINUTE) =>
  (await store.alertStates.of(PIPELINE, closedAfter)).get('g1')?.get('balance');

describe('what people know of an incident', () => {
  test.each<[string, Partial<Incident>]>([
    ['how many reminders there were', { reminders: 4 }],
    ['what the last ping went with', { pinged: facts(1) }],
    ['since when it can no longer be judged', { unknownSince: NOW - 5 }],
    ['since when quiet hours keep something back', { quietSince: NOW - 5 }],
    [
      'how often it came and went',
      {
        flapping: {
          since: NOW - 9,
          times: 7,
          before: 5,
          cameAt: NOW - 2,
          goneAt: NOW - 3,
          isGone: false,
          isNotified: false,
        },
      },
    ],
    ['when people were notified of that', { unknownSince: NOW - 5, unknownNotifiedAt: NOW }],
  ])('survives a restart, and changes: %s', async (_name, more) => {
    const after = alertState(incident(more));
    await commit(NOTHING, OPEN);
    await commit(OPEN, { ...after, lastSent: OPEN.lastSent });
    expect(await remembered(await stage.opened.reopen())).toEqual({ ...after, version: 2, lastSent: OPEN.lastSent });
  });

  test('what the last message spoke of outlives the incident and a restart, as its cooldown does', async () => {
    const notified: AlertState = { ...OPEN, notified: facts(3) };
    await commit(NOTHING, notified);
    await commit(notified, ended(NOW, notified), [], NOW);
    expect((await remembered(await stage.opened.reopen()))?.notified).toEqual(facts(3));
    expect(await remembered(stage.opened.store, NOW)).toMatchObject({ notified: null });
  });

  test('is what the last message of all spoke of, also where another incident came and went since without a message', async () => {
    const notified: AlertState = { ...OPEN, notified: facts(3) };
    await commit(NOTHING, notified);
    await commit(notified, ended(NOW, notified), [], NOW);
    const notNotified = { ...ended(NOW, notified), incident: incident({ notifiedSeverity: null, openedAt: NOW + 1 }) };
    await commit(ended(NOW, notified), notNotified, [], NOW + 1);
    expect(await remembered()).toMatchObject({ notified: facts(3), incident: { notifiedSeverity: null } });
    await commit(notNotified, ended(NOW + 2, notNotified), [], NOW + 2);
    expect(await remembered()).toMatchObject({ notified: facts(3), closed: { at: NOW + 2, notifiedSeverity: null } });
  });
});

const UNKNOWN: Message = {
  type: 'unknown',
  severity: 'warning',
  facts: facts(),
  why: 'stale',
  openedAt: NOW,
  since: NOW,
  at: NOW,
};

describe('that nobody knows', () => {
  test.each<[string, Message]>([
    ['alert', alert(1, 'warning', NOW + 1)],
    ['edit that says that it is judged again', { type: 'edit', state: stateOf(), at: NOW + 1 }],
  ])('is not sent any more after an %s', async (_name, message) => {
    await commit(NOTHING, OPEN, [alert()]);
    await stage.drain();
    await commit(OPEN, OPEN, [UNKNOWN]);
    await commit(OPEN, OPEN, [message], NOW + 1);
    expect((await stage.drain(NOW + 1)).map(({ type }) => type)).not.toContain('unknown');
  });
});

function stateOf() {
  return { openedAt: NOW, endedAt: null, acknowledged: null, muted: null, affects: [] };
}

const late = (usd: number, at = NOW): LateMessage => ({
  type: 'late',
  severity: 'warning',
  worst: facts(usd),
  openedAt: at,
  endedAt: at + 10,
  cooldown: { times: 1, endsAt: NOW + HOUR },
  at,
});

describe('what came and went inside a cooldown', () => {
  /** An incident that nobody was notified of, from its beginning to its end. */
  async function comeAndGo(usd: number, at: number) {
    const before = (await remembered(stage.opened.store, 0)) ?? NOTHING;
    const open = { ...before, incident: incident({ notifiedSeverity: null, openedAt: at }) };
    await commit(before, open, [], at);
    await commit(open, ended(at, open), [late(usd, at)], at);
  }

  test.each([
    ['just before', HOUR - 1, 0],
    ['at', HOUR, 1],
    ['after', HOUR + 1, 1],
  ])('leaves when the cooldown ends: %s its end', async (_name, ms, expected) => {
    await comeAndGo(5, NOW);
    expect(await stage.opened.store.deliveries.nextDueAt()).toBe(NOW + HOUR);
    expect(await stage.drain(NOW + ms)).toHaveLength(expected);
  });

  test('is one line, however often it happened, with the worst of it and both ends', async () => {
    for (const [i, usd] of [5, 3, 4].entries()) await comeAndGo(usd, NOW + i * MINUTE);
    expect(await stage.drain(NOW + HOUR)).toMatchObject([
      { worst: facts(3), openedAt: NOW, endedAt: NOW + 2 * MINUTE + 10, cooldown: { times: 3 } },
    ]);
  });

  test('holds up no other message, and leaves before the next of its kind', async () => {
    await comeAndGo(5, NOW);
    await commitNow(stage.opened.store, [opening('g1', 'queue')], NOW + 1);
    expect((await stage.drain(NOW + 1)).map(({ type }) => type)).toEqual(['alert']);
    const before = (await remembered(stage.opened.store, 0)) ?? NOTHING;
    await commit(before, { ...before, incident: incident(), notified: facts() }, [alert(1)], NOW + 2);
    expect((await stage.drain(NOW + 2)).map(({ type }) => type)).toEqual(['late', 'alert']);
  });

  test('is an incident that people know of, but no cause that they knew of while it lasted', async () => {
    await comeAndGo(5, NOW);
    expect(await stage.opened.store.incidents.recent('g1', 1)).toMatchObject([{ wasNotified: true, worst: facts(5) }]);
    expect((await remembered())?.closed).toEqual({ at: NOW, severity: 'warning', notifiedSeverity: null });
  });

  test('does not wait for ever where a clock that was ahead wrote it', async () => {
    await comeAndGo(5, NOW);
    expect(await stage.drain(NOW - 23 * HOUR)).toHaveLength(0);
    expect(await stage.drain(NOW - 23 * HOUR - 1)).toHaveLength(1);
  });
});

test('rolling back a notification takes back the facts and the reminders too', async () => {
  await commit(NOTHING, OPEN, [alert()]);
  const { id } = await stage.claimed();
  const about = { kind: 'balance', pipeline: PIPELINE } as const;
  const rollBack = {
    guildId: 'g1',
    ...about,
    severity: 'warning',
    suppressed: 0,
    mutedAt: null,
    keepCooldown: false,
  } as const;
  await stage.deliveries().giveUp(id, 'destinationGone', NOW, [rollBack]);
  expect(await rows(stage.opened.other, 'select notified, pinged, reminders from incidents')).toEqual([
    { notified: null, pinged: null, reminders: 0 },
  ]);
});
