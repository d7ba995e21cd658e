import { beforeEach, describe, expect, test } from 'vitest';
import { createDecisionLog } from '../../../src/monitor/alerts/decisionLog.ts';
import type { NotedDecision } from '../../../src/monitor/ports/decisionStore.ts';
import { reportWhy } from '../../../src/monitor/reports/why.ts';
import { PIPELINE, silentLog } from '../../fixtures/constants.ts';
import { GUILD } from '../../fixtures/guildStory.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpMonitor>>;
let stage: Stage;

beforeEach(async () => {
  stage = await setUpMonitor();
  await stage.addGuild('g1');
});

const decided = async (kind: 'errors' | 'queue' | 'balance' = 'errors') => {
  const all = await stage.store.decisions.between({ guildId: 'g1', pipeline: PIPELINE, kind }, 0, NOW + 99 * HOUR, 99);
  return all.toReversed();
};
const reasons = async () => (await decided()).map(({ reason }) => reason);

test('what is decided is noted where it changes, and only there', async () => {
  for (let i = 0; i < 4; i += 1) await stage.evaluate();
  expect(await reasons()).toEqual(['noVerdict']);
  await stage.results(30, 20);
  for (let i = 0; i < 4; i += 1) await stage.evaluate();
  expect(await reasons()).toEqual(['noVerdict', 'firstFiring', 'coolingDown']);
  const [, firing] = await decided();
  expect(firing).toMatchObject({ state: 'firing', threshold: THRESHOLDS.errors.rate, why: null });
  expect(firing?.facts).toMatchObject({ kind: 'errors', failed: 20, total: 50 });
});

test('a mute is named, and another one is another reason', async () => {
  await stage.results(30, 20);
  const mute = await stage.mute('g1', 'errors', HOUR);
  await stage.evaluate();
  expect((await decided()).map(({ reason, mute: one }) => [reason, one?.id])).toEqual([['muted', mute.id]]);
  const longer = await stage.mute('g1', 'all', 2 * HOUR);
  await stage.evaluate();
  expect((await decided()).map(({ mute: one }) => one?.id)).toEqual([mute.id, longer.id]);
});

test.each([
  ['just less than five minutes', 5 * MINUTE - 1, ['noVerdict']],
  ['five minutes', 5 * MINUTE, ['noVerdict', 'healthy']],
])('while nothing fires, a change after %s', async (_name, ms, expected) => {
  await stage.evaluate();
  stage.wait(ms);
  await stage.results(50, 0);
  await stage.evaluate();
  expect(await reasons()).toEqual(expected);
});

test('a restart notes nothing again', async () => {
  await stage.evaluate();
  stage = await setUpMonitor({ store: stage.store });
  await stage.evaluate();
  expect(await reasons()).toEqual(['noVerdict']);
});

describe('with another process that noted meanwhile', () => {
  const other: NotedDecision = {
    ...{ guildId: 'g1', kind: 'errors', at: NOW + SECOND, state: 'ok', reason: 'awaitingClear' },
    ...{ facts: null, why: null, threshold: null, muteId: null },
  };

  test('what holds is read again once the lease could have gone there', async () => {
    await stage.evaluate();
    await stage.store.decisions.add(PIPELINE, [other]);
    stage.wait(10 * SECOND);
    await stage.evaluate();
    expect(await reasons()).toEqual(['noVerdict', 'awaitingClear', 'noVerdict']);
  });
});

test('an evaluation goes on where its decisions cannot be noted', async () => {
  const failing = { ...stage.store.decisions, add: () => Promise.reject(new Error('disk full')) };
  const decisions = createDecisionLog({ store: failing, log: silentLog });
  await expect(decisions.note([{ guildId: 'g1', outcomes: [] }], NOW)).resolves.toBeUndefined();
  Object.assign(stage.ports, { decisions });
  await stage.results(30, 20);
  expect(await stage.tell()).toHaveLength(1);
  expect(await reasons()).toEqual([]);
});

describe('the answer', () => {
  const why = (text: string | null, now = NOW) =>
    reportWhy({ ...GUILD, id: 'g1', timeZone: 'UTC' }, 'errors', text, now, stage.ports);

  test('of a time before anything was decided is that nothing is known', async () => {
    await stage.evaluate();
    expect(await why('1m ago')).toMatchObject({ at: NOW - MINUTE, decided: null });
  });

  test('is what held then, with what came before and after', async () => {
    await stage.evaluate();
    stage.wait(10 * MINUTE);
    await stage.results(30, 20);
    await stage.evaluate();
    stage.wait(SECOND);
    await stage.evaluate();
    const report = await why('12:05', NOW + 20 * MINUTE);
    expect(report.decided).toMatchObject({ reason: 'noVerdict', until: NOW + 10 * MINUTE });
    expect(report.around.map(({ reason }) => reason)).toEqual(['coolingDown', 'firstFiring', 'noVerdict']);
    expect((await why(null, NOW + 20 * MINUTE)).decided).toMatchObject({ reason: 'coolingDown', until: null });
    await expect(why('13:00 tomorrow')).rejects.toMatchObject({ code: 'badMoment' });
  });

  test('shows what was measured then, not when the decision began', async () => {
    await stage.results(98, 2);
    await stage.evaluate();
    stage.wait(3 * HOUR);
    await stage.results(92, 8);
    await stage.evaluate();
    const asked = await why(null, NOW + 3 * HOUR);
    expect(asked.decided).toMatchObject({ reason: 'healthy', at: NOW, facts: { failed: 8, total: 100 } });
    expect((await why('12:00', NOW + 3 * HOUR)).decided).toMatchObject({ facts: { failed: 2, total: 100 } });
    // Nothing was measured in between.
    expect((await why('13:30', NOW + 3 * HOUR)).decided).toMatchObject({ reason: 'healthy', facts: null });
  });

  test('is bounded', async () => {
    for (let i = 0; i < 100; i += 1) {
      const one = { guildId: 'g1', kind: 'errors', at: NOW + i * SECOND, state: 'ok', reason: 'healthy' } as const;
      await stage.store.decisions.add(PIPELINE, [{ ...one, facts: null, why: null, threshold: null, muteId: null }]);
    }
    const { decided: first, around } = await why('12:00', NOW + HOUR);
    expect(first?.at).toBe(NOW);
    expect(around.map(({ at }) => (at - NOW) / SECOND)).toEqual([5, 4, 3, 2, 1, 0]);
  });
});
