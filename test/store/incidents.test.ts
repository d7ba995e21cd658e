import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import { ALERT_KINDS } from '../../src/monitor/types.ts';
import {
  ANNA,
  alertState,
  BEN,
  clearing,
  ended,
  facts,
  incident,
  key,
  NOTHING,
  OPEN,
  opening,
} from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, PIPELINE } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const incidents = () => stage.opened.store.incidents;
const commit = (before: AlertState, after: AlertState, now = NOW) =>
  commitNow(stage.opened.store, [{ key: key(), before, after, messages: [] }], now);

async function newestId(guildId = 'g1'): Promise<number> {
  const [newest] = await incidents().recent(guildId, 1);
  if (newest === undefined) throw new Error('no incident');
  return newest.id;
}

describe('open incidents', () => {
  const open = () => incidents().open(PIPELINE);

  test('are counted by kind and severity, over all guilds', async () => {
    expect(await open()).toEqual([]);
    const begin = (guildId: string, severity: 'warning' | 'critical') => ({
      key: key(guildId),
      before: NOTHING,
      after: alertState(incident({ severity })),
      messages: [],
    });
    await commitNow(
      stage.opened.store,
      [begin('g1', 'critical'), begin('g2', 'critical'), begin('g3', 'warning')],
      NOW,
    );
    expect(await open()).toEqual(
      expect.arrayContaining([
        { kind: 'balance', severity: 'critical', guilds: 2 },
        { kind: 'balance', severity: 'warning', guilds: 1 },
      ]),
    );
    expect(await incidents().open('another')).toEqual([]);
  });

  test('are those that have not ended', async () => {
    await commit(NOTHING, alertState(incident()));
    await commit(clearing(NOW - 5), ended());
    expect(await open()).toEqual([]);
  });
});

describe('recent incidents', () => {
  test('are none at first', async () => {
    expect(await incidents().recent('g1', 10)).toEqual([]);
  });

  test('are read whole: an open one and one that ended', async () => {
    await commit(NOTHING, alertState(incident({ notifiedSeverity: null, openedAt: NOW - MINUTE })));
    await commit(clearing(NOW - 5), ended());
    await commit(NOTHING, alertState(incident({ severity: 'critical', worst: facts(1) })));
    await incidents().acknowledge('g1', await newestId(), ANNA, NOW + 3, change());
    const common = { id: expect.any(Number), pipeline: PIPELINE, kind: 'balance' };
    expect(await incidents().recent('g1', 10)).toEqual([
      {
        ...common,
        severity: 'critical',
        openedAt: NOW,
        endedAt: null,
        worst: facts(1),
        wasNotified: true,
        acknowledged: { by: ANNA, at: NOW + 3, severity: 'critical' },
      },
      {
        ...common,
        severity: 'warning',
        openedAt: NOW - MINUTE,
        endedAt: NOW - 5,
        worst: facts(),
        wasNotified: false,
        acknowledged: null,
      },
    ]);
  });

  test('are the newest first, of every kind, as many as asked for, and of one guild only', async () => {
    for (const kind of ALERT_KINDS) {
      await commitNow(stage.opened.store, [opening('g1', kind), opening('g2', kind)], NOW);
    }
    const newestFirst = ALERT_KINDS.toReversed();
    const recent = async (limit: number) => (await incidents().recent('g1', limit)).map(({ kind }) => kind);
    expect(await recent(3)).toEqual(newestFirst.slice(0, 3));
    expect(await recent(ALERT_KINDS.length)).toEqual(newestFirst);
    expect(await recent(100)).toEqual(newestFirst);
  });
});

describe('acknowledging', () => {
  const remembered = async (store = stage.opened.store) =>
    (await store.alertStates.of(PIPELINE, NOW)).get('g1')?.get('balance')?.incident;

  beforeEach(async () => {
    await commitNow(stage.opened.store, [opening('g1'), opening('g2')], NOW);
  });

  test('is done once, and taken after that, whoever asks', async () => {
    const id = await newestId();
    expect(await incidents().acknowledge('g1', id, ANNA, NOW + 1, change())).toBe('done');
    expect(await incidents().acknowledge('g1', id, BEN, NOW + 2, change())).toBe('taken');
    expect(await incidents().acknowledge('g1', id, ANNA, NOW + 2, change())).toBe('taken');
    expect((await remembered())?.acknowledged).toEqual({ by: ANNA, at: NOW + 1, severity: 'warning' });
  });

  test('of one that is over, or that never was, is too late', async () => {
    const id = await newestId();
    await commit(OPEN, ended());
    expect(await incidents().acknowledge('g1', id, ANNA, NOW + 1, change())).toBe('ended');
    expect(await incidents().acknowledge('g1', 999, ANNA, NOW + 1, change())).toBe('ended');
    expect((await incidents().recent('g1', 1))[0]?.acknowledged).toBeNull();
  });

  test('reaches no incident of another guild', async () => {
    expect(await incidents().acknowledge('g1', await newestId('g2'), ANNA, NOW, change())).toBe('ended');
    expect((await incidents().recent('g2', 1))[0]?.acknowledged).toBeNull();
    expect((await incidents().recent('g1', 1))[0]?.acknowledged).toBeNull();
  });

  test('by two at once is done by one of them', async () => {
    const id = await newestId();
    const answers = await Promise.all([ANNA, BEN].map((by) => incidents().acknowledge('g1', id, by, NOW, change())));
    expect(answers.toSorted()).toEqual(['done', 'taken']);
    const winner = answers[0] === 'done' ? ANNA : BEN;
    expect((await remembered())?.acknowledged?.by).toEqual(winner);
  });

  test('survives a restart', async () => {
    await incidents().acknowledge('g1', await newestId(), ANNA, NOW + 1, change());
    const store = await stage.opened.reopen();
    expect((await remembered(store))?.acknowledged).toEqual({ by: ANNA, at: NOW + 1, severity: 'warning' });
  });

  test('edits the first message, so that everybody sees who is on it', async () => {
    await stage.deliver('first');
    await stage.deliver('of g2');
    const id = await newestId();
    await incidents().acknowledge('g1', id, ANNA, NOW + 1, change());
    await incidents().acknowledge('g1', id, BEN, NOW + 1, change());
    const acknowledged = { by: ANNA, at: NOW + 1, severity: 'warning' } as const;
    expect(await stage.claimed(NOW + 1)).toMatchObject({
      guildId: 'g1',
      about: { kind: 'balance', pipeline: PIPELINE },
      message: { type: 'edit', state: { openedAt: NOW, endedAt: null, acknowledged, affects: [] }, at: NOW + 1 },
      target: { messageId: 'first' },
    });
    expect(await stage.claim(NOW + 1)).toBeNull();
  });

  test('is done whole or not at all', async () => {
    await stage.drain();
    await stage.opened.other.failOn('insert', 'deliveries');
    const id = await newestId();
    await expect(incidents().acknowledge('g1', id, ANNA, NOW, change())).rejects.toThrow('disk full');
    expect((await remembered())?.acknowledged).toBeNull();
  });
});
