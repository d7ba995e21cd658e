import { beforeEach, describe, expect, test } from 'vitest';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import type { AlertState, Incident } from '../../src/monitor/alerts/incident.ts';
import { ALERT_KINDS } from '../../src/monitor/types.ts';
import { alert, alertState, ended, facts, incident, key, NOTHING, opening, PLACE } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, rows, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2', 'g3', 'g4');
});

const commit = (before: AlertState, after: AlertState, now = NOW) =>
  commitNow(opened.store, [{ key: key(), before, after, messages: [] }], now);
const remembered = async (store = opened.store) =>
  (await store.alertStates.of(PIPELINE, NOW - MINUTE)).get('g1')?.get('balance');

describe('an alert state', () => {
  test.each<[string, Incident]>([
    ['a plain one', incident()],
    ['a critical one', incident({ severity: 'critical', openedAt: NOW - MINUTE })],
    ['one that nobody was notified of', incident({ notifiedSeverity: null })],
    ['one that is clearing', incident({ clearSince: NOW - 5 })],
    ['one that a mute suppressed', incident({ suppressed: 3, suppressedAt: { warning: NOW - 1, critical: NOW } })],
  ])('of an incident survives a restart whole: %s', async (_name, open) => {
    const after = alertState(open, { warning: NOW - 2, critical: NOW - 1 });
    await commit(NOTHING, after);
    expect(await remembered(await opened.reopen())).toEqual(after);
  });

  test.each<Facts>([
    facts(-1),
    { kind: 'errors', failed: 45, total: 200, windowMs: 300_000, byCode: [{ code: '"\'💥', count: 30 }] },
    {
      kind: 'queue',
      depth: 340,
      thresholdDepth: 100,
      activeWorkers: null,
      drain: { basis: 'growing', perMinute: 2.5 },
    },
  ])('has the facts as they were: %j', async (worst) => {
    await commit(NOTHING, alertState(incident({ worst })));
    expect((await remembered())?.incident?.worst).toEqual(worst);
  });

  test('changes with its incident', async () => {
    const first = alertState(incident({ notifiedSeverity: null }));
    const second = alertState(
      incident({
        severity: 'critical',
        worst: facts(1),
        suppressed: 1,
        suppressedAt: { warning: NOW - 1, critical: NOW },
      }),
      { critical: NOW },
    );
    await commit(NOTHING, first);
    await commit(first, second);
    expect(await remembered()).toEqual({ ...second, version: 2 });
    expect(await rows(opened.other, 'select count(*) as n from incidents')).toEqual([{ n: 1 }]);
  });

  test('is kept apart for every guild and kind', async () => {
    await commitNow(
      opened.store,
      ['g1', 'g2'].flatMap((guildId) => ALERT_KINDS.map((kind) => opening(guildId, kind))),
      NOW,
    );
    const alertStates = await opened.store.alertStates.of(PIPELINE, NOW);
    expect([...alertStates.keys()].sort()).toEqual(['g1', 'g2']);
    for (const kinds of alertStates.values()) expect([...kinds.keys()].sort()).toEqual([...ALERT_KINDS].sort());
    expect(await opened.store.alertStates.of('other', NOW)).toEqual(new Map());
  });

  test('is absent where there is nothing to remember', async () => {
    await commit(NOTHING, { ...NOTHING });
    expect(await opened.store.alertStates.of(PIPELINE, NOW)).toEqual(new Map());
  });
});

describe('an incident that ends', () => {
  const over = (at = NOW): AlertState => ended(at, alertState(incident()));

  test.each([
    ['when its verdict cleared', NOW - MINUTE, NOW - MINUTE],
    ['where it was closed, where nothing says when', null, NOW],
  ])('ended %s', async (_name, clearSince, endedAt) => {
    const open = alertState(incident({ clearSince, openedAt: NOW - 5 * MINUTE }));
    await commit(NOTHING, open);
    await commit(open, over());
    expect(await rows(opened.other, 'select opened_at, ended_at, closed_at from incidents')).toEqual([
      { opened_at: NOW - 5 * MINUTE, ended_at: endedAt, closed_at: NOW },
    ]);
  });

  test.each([
    ['after', MINUTE - 1, NOW - MINUTE + 1],
    ['at', MINUTE, undefined],
    ['before', MINUTE + 1, undefined],
  ])('is remembered by its closing only %s the moment that is asked for', async (_name, ago, at) => {
    // It was ok for long by then: that is history, and does not count here.
    const open = alertState(incident({ openedAt: NOW - 9 * MINUTE, clearSince: NOW - 5 * MINUTE }));
    await commit(NOTHING, open);
    await commit(open, over(), NOW - ago);
    expect((await remembered(await opened.reopen()))?.closed?.at).toBe(at);
  });

  test.each(['warning', 'critical'] as const)('is remembered with how bad it was: %s', async (severity) => {
    const open = alertState(incident({ severity }));
    await commit(NOTHING, open);
    await commit(open, ended(NOW, open));
    expect(await remembered(await opened.reopen())).toEqual({
      ...NOTHING,
      notified: facts(),
      closed: { at: NOW, severity, notifiedSeverity: 'warning' },
      ends: [{ openedAt: NOW, closedAt: NOW }],
    });
  });

  test('twice is remembered by the later closing, whichever ended later, beside the incident that is open now', async () => {
    const open = alertState(incident());
    for (const [severity, at, clearSince] of [
      ['critical', NOW - 9, NOW - 40],
      ['warning', NOW - 20, NOW - 20],
    ] as const) {
      const one = alertState(incident({ severity, clearSince }));
      await commit(NOTHING, one);
      await commit(one, ended(at, one), at);
    }
    await commit(NOTHING, open);
    expect(await remembered()).toEqual({
      ...open,
      closed: { at: NOW - 9, severity: 'critical', notifiedSeverity: 'warning' },
      ends: [NOW - 20, NOW - 9].map((closedAt) => ({ openedAt: NOW, closedAt })),
    });
  });

  test('leaves its cooldown behind, over a restart', async () => {
    const open = alertState(incident(), { warning: NOW });
    await commit(NOTHING, open);
    await commit(open, ended(NOW, open));
    expect(await remembered(await opened.reopen())).toEqual(ended(NOW, open));
  });

  test('may be followed by another', async () => {
    const first = alertState(incident());
    const second = alertState(incident({ openedAt: NOW + MINUTE }));
    await commit(NOTHING, first);
    await commit(first, over());
    const { closed, ends } = over();
    await commit(over(), { ...second, closed, ends });
    expect(await remembered()).toEqual({
      ...second,
      closed: { at: NOW, severity: 'warning', notifiedSeverity: 'warning' },
      ends,
    });
    expect(
      await rows(
        opened.other,
        'select case when ended_at is null then 1 else 0 end as open from incidents order by id',
      ),
    ).toEqual([{ open: 0 }, { open: 1 }]);
  });
});

describe('a cooldown', () => {
  test('of one severity does not move the other', async () => {
    await commit(NOTHING, alertState(null, { warning: NOW }));
    await commit(alertState(null, { warning: NOW }), alertState(null, { warning: NOW, critical: NOW + 1 }));
    expect((await remembered())?.lastSent).toEqual({ warning: NOW, critical: NOW + 1 });
  });

  test('moves on with the next message', async () => {
    await commit(NOTHING, alertState(null, { warning: NOW }));
    await commit(alertState(null, { warning: NOW }), alertState(null, { warning: NOW + MINUTE }));
    expect((await remembered())?.lastSent.warning).toBe(NOW + MINUTE);
  });

  test('that a delivery moved meanwhile is not moved back by a change that says nothing of it', async () => {
    await commitNow(opened.store, [opening()], NOW);
    const before = alertState(incident(), { warning: NOW });
    const delivery = await opened.store.deliveries.claim(NOW, MINUTE);
    await opened.store.deliveries.delivered(delivery?.id ?? 0, 'm', PLACE, NOW + 900);
    await commit(before, alertState(incident({ clearSince: NOW + 1_000 }), { warning: NOW }));
    expect((await remembered())?.lastSent.warning).toBe(NOW + 900);
  });
});

describe('a commit', () => {
  test('writes alert state and message together', async () => {
    await commitNow(opened.store, [opening()], NOW);
    expect(await rows(opened.other, 'select guild_id, kind, notified_severity from incidents')).toEqual([
      { guild_id: 'g1', kind: 'balance', notified_severity: 'warning' },
    ]);
    expect(await rows(opened.other, 'select severity, last_sent_at from cooldowns')).toEqual([
      { severity: 'warning', last_sent_at: NOW },
    ]);
    expect(await rows(opened.other, 'select guild_id, type, kind, severity, not_before from deliveries')).toEqual([
      { guild_id: 'g1', type: 'alert', kind: 'balance', severity: 'warning', not_before: NOW },
    ]);
  });

  test('of which one change fails writes none of them', async () => {
    await commitNow(opened.store, [opening('g2')], NOW);
    const broken = await opened.other.failOn('insert', 'deliveries', "new.guild_id = 'g3'");
    const changes = [opening('g1'), opening('g3'), opening('g4')];
    await expect(commitNow(opened.store, changes, NOW + 1)).rejects.toThrow('disk full');
    await broken.end();
    for (const table of ['incidents', 'cooldowns', 'deliveries']) {
      expect(await rows(opened.other, `select guild_id from ${table}`), table).toEqual([{ guild_id: 'g2' }]);
    }
    await commitNow(opened.store, [opening('g1')], NOW + 2);
    expect(await rows(opened.other, 'select count(*) as n from incidents')).toEqual([{ n: 2 }]);
  });

  test('whose message cannot be written keeps no alert state of it', async () => {
    await opened.other.failOn('insert', 'deliveries');
    await expect(commitNow(opened.store, [opening()], NOW)).rejects.toThrow('disk full');
    expect(await remembered()).toBeUndefined();
  });

  test('cannot open a second incident of a kind while one is open', async () => {
    await commit(NOTHING, alertState(incident()));
    const change = {
      key: key(),
      before: NOTHING,
      after: alertState(incident({ openedAt: NOW + 1 })),
      messages: [alert()],
    };
    expect(await opened.store.alertStates.commit([change], NOW)).toEqual(new Set(['g1']));
    expect(await opened.store.deliveries.claim(NOW, MINUTE)).toBeNull();
    expect(await rows(opened.other, 'select count(*) as n from incidents')).toEqual([{ n: 1 }]);
    expect((await remembered())?.incident?.openedAt).toBe(NOW);
  });

  test('leaves out a guild that is not there, and only that one', async () => {
    await opened.store.guilds.leave('g2', NOW);
    await commitNow(opened.store, [opening('g2'), opening('g1'), opening('never seen')], NOW + 1);
    for (const table of ['incidents', 'cooldowns', 'deliveries']) {
      expect(await rows(opened.other, `select guild_id from ${table}`), table).toEqual([{ guild_id: 'g1' }]);
    }
  });

  test('with the message of a held incident has it word for word', async () => {
    const message = alert(1, 'critical', NOW, 4);
    await commitNow(opened.store, [{ ...opening(), messages: [message] }], NOW);
    expect((await opened.store.deliveries.claim(NOW, MINUTE))?.message).toEqual(message);
  });
});
