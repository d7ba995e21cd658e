import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProviderFailureClass } from '../../../src/monitor/accounts/providerFailure.ts';
import { judgeProvider } from '../../../src/monitor/kinds/provider.ts';
import type { BalanceAnswer } from '../../../src/monitor/ports/provider.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { keepHealth, setUpPoll } from '../../fixtures/poll.ts';
import { HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const failed = (of: ProviderFailureClass): BalanceAnswer => ({
  ok: false,
  failure: { class: of, code: 'ERROR_X', meaning: 'It failed', advice: 'Wait' },
});

/** A process that polls, and further ones after it over the same memory; each counts its own calls. */
function setUpRestarts(answers: BalanceAnswer[]) {
  const { providerHealth, kept, keySince } = keepHealth();
  const start = (now: number, keyHash = 'k1') => setUpPoll({ answers, providerHealth, keyHash, now });
  return { start, kept, keySince, providerHealth };
}

describe('a refused key', () => {
  const refused = () => Array.from({ length: 500 }, () => failed('account'));

  test.each([
    ['a second after the last call', SECOND, 0],
    ['just before the next call is due', 15 * MINUTE - 1, 0],
    ['when it is due', 15 * MINUTE, 1],
    ['long after', 5 * HOUR, 1],
  ])('is not asked with again by a start %s (%d ms) unless the back-off is over', async (_name, ms, calls) => {
    const { start } = setUpRestarts(refused());
    const first = start(NOW);
    await first.poll.poll();
    await first.pollAfter(MINUTE);
    const second = start(NOW + MINUTE + ms);
    const restMs = await second.poll.poll();
    expect(second.asked.balance).toBe(calls);
    expect(restMs).toBe(calls === 1 ? 15 * MINUTE : 15 * MINUTE - ms);
  });

  test('is asked with four times an hour and once more, however often the process starts', async () => {
    const { start } = setUpRestarts(refused());
    let calls = 0;
    for (let ms = 0; ms <= HOUR; ms += 5 * SECOND) {
      const process = start(NOW + ms);
      await process.poll.poll();
      calls += process.asked.balance;
    }
    expect(calls).toBe(5);
  });

  test('is still known to be refused after a restart, since when too', async () => {
    const { start } = setUpRestarts(refused());
    const first = start(NOW);
    await first.poll.poll();
    await first.pollAfter(MINUTE);
    const second = start(NOW + 5 * MINUTE);
    expect(await second.poll.health()).toMatchObject({ failuresInRow: 2, since: NOW, polledAt: NOW + MINUTE });
    expect(inShort(judgeProvider(await second.poll.health(), THRESHOLDS.provider, false, NOW + 5 * MINUTE))).toBe(
      'critical',
    );
  });

  test('that was replaced is asked with at once, and nothing of the old one is held against it', async () => {
    const { start, keySince } = setUpRestarts([failed('account'), failed('account'), failed('account')]);
    const first = start(NOW);
    await first.poll.poll();
    await first.pollAfter(MINUTE);
    const second = start(NOW + 2 * MINUTE, 'k2');
    await second.poll.poll();
    expect(second.asked.balance).toBe(1);
    expect(await second.poll.health()).toMatchObject({ failuresInRow: 1, since: NOW + 2 * MINUTE });
    expect(keySince).toEqual([0, NOW + 2 * MINUTE]);
  });
});

describe('another key', () => {
  test('is begun with at the start, before anything is asked or judged', async () => {
    const { start, keySince } = setUpRestarts([failed('account')]);
    await start(NOW).poll.poll();
    const second = start(NOW + MINUTE, 'k2');
    await second.poll.resume();
    expect(await second.poll.health()).toMatchObject({ failure: null, polledAt: null });
    expect(keySince).toEqual([0, NOW + MINUTE]);
  });

  test('in a second process is no reason to begin anew with every look at the provider', async () => {
    const { start, keySince } = setUpRestarts([failed('account'), failed('capacity')]);
    const [first, second] = [start(NOW + MINUTE), start(NOW + MINUTE, 'k2')];
    await first.poll.poll();
    await second.poll.resume();
    await second.poll.poll();
    for (const { poll } of [first, second, first, second])
      expect(await poll.health()).toMatchObject({ failure: { class: 'capacity' }, failuresInRow: 1 });
    expect(keySince).toEqual([0, NOW + MINUTE]);
  });
});

test.each([
  ['counts while no other process asked', 0, 'account'],
  ['counts no longer once another process asked', 2 * MINUTE, 'capacity'],
] as const)('an answer that could not be written %s', async (_name, otherMs, known) => {
  const { providerHealth } = keepHealth();
  let isBroken = false;
  const save: typeof providerHealth.save = async (...state) => {
    if (isBroken) throw new Error('disk I/O error');
    await providerHealth.save(...state);
  };
  const first = setUpPoll({ answers: [failed('account')], providerHealth: { ...providerHealth, save }, now: NOW });
  await first.poll.resume();
  isBroken = true;
  await first.poll.poll();
  if (otherMs > 0) await setUpPoll({ answers: [failed('capacity')], providerHealth, now: NOW + otherMs }).poll.poll();
  expect(await first.poll.health()).toMatchObject({ failure: { class: known } });
});

test.each([
  ['a crash loop', 5 * SECOND],
  ['a restart just before each call', MINUTE - 1],
])('a good key is asked for no more often than usual in %s', async (_name, everyMs) => {
  const { start } = setUpRestarts([]);
  let calls = 0;
  for (let ms = 0; ms < HOUR; ms += everyMs) {
    const process = start(NOW + ms);
    await process.poll.poll();
    calls += process.asked.balance;
  }
  expect(calls).toBeLessThanOrEqual(60);
  expect(calls).toBeGreaterThanOrEqual(30);
});

test('a process that ends during its call does not ask again as soon as it is back', async () => {
  const { start, providerHealth } = setUpRestarts([]);
  let noted: number | null | undefined;
  const dying = setUpPoll({
    answers: [failed('outage')],
    providerHealth,
    // Asked within the call: what is on disk then is what the next process finds.
    reachesDiscord: async () => {
      noted = (await providerHealth.load())?.nextPollAt;
      return true;
    },
  });
  await dying.poll.poll();
  expect(noted).toBe(NOW + MINUTE);
  const next = start(NOW + SECOND);
  await next.poll.poll();
  expect(next.asked.balance).toBe(0);
});

test.each([
  ['an hour', HOUR],
  ['a year', 365 * 24 * HOUR],
])(
  'a call that was noted by a clock %s ahead keeps nobody waiting longer than the back-off',
  async (_name, aheadMs) => {
    const { start } = setUpRestarts(Array.from({ length: 9 }, () => failed('account')));
    const wrong = start(NOW + aheadMs);
    await wrong.poll.poll();
    await wrong.pollAfter(MINUTE);
    const { poll } = start(NOW);
    expect(await poll.poll()).toBe(15 * MINUTE);
    expect(await poll.health()).toMatchObject({ since: NOW });
  },
);

describe('no usable balance', () => {
  const verdictAt = async (process: ReturnType<typeof setUpPoll>, now: number) =>
    inShort(judgeProvider(await process.poll.health(), THRESHOLDS.provider, false, now));

  test('leads to an alert although the process restarts every nine minutes', async () => {
    const { start } = setUpRestarts([
      { ok: true, balanceMicros: 1 },
      ...Array.from({ length: 99 }, () => failed('capacity')),
    ]);
    const verdicts = new Set<string>();
    for (let began = NOW; began <= NOW + HOUR; began += 9 * MINUTE) {
      const process = start(began);
      for (let ms = 0; ms < 9 * MINUTE; ms += MINUTE) {
        await process.pollAfter(ms === 0 ? 0 : MINUTE);
        verdicts.add(await verdictAt(process, began + ms));
      }
    }
    expect(verdicts).toContain('warning');
  });

  test.each([
    ['a stop over night', 10 * HOUR],
    ['a suspend of twenty minutes', 20 * MINUTE],
  ])('is not made of %s', async (_name, ms) => {
    const { start } = setUpRestarts([
      { ok: true, balanceMicros: 1 },
      ...Array.from({ length: 9 }, () => failed('capacity')),
    ]);
    const first = start(NOW);
    await first.poll.poll();
    await first.pollAfter(MINUTE);
    await first.pollAfter(ms);
    expect(await verdictAt(first, NOW + MINUTE + ms)).toBe('notSureYet');
  });

  test('of before a restart says nothing until somebody asked again', async () => {
    const { start } = setUpRestarts([failed('capacity'), failed('capacity')]);
    const first = start(NOW);
    await first.poll.poll();
    const second = start(NOW + HOUR);
    expect(await verdictAt(second, NOW + HOUR)).toBe('noReading');
  });

  test('does not count while our own network is down', async () => {
    const process = setUpPoll({
      answers: [failed('capacity'), failed('outage'), failed('capacity')],
      reachesDiscord: async () => false,
    });
    await process.poll.poll();
    await process.pollAfter(9 * MINUTE);
    await process.pollAfter(2 * MINUTE);
    expect(await verdictAt(process, NOW + 11 * MINUTE)).toBe('notSureYet');
  });
});

test('whatever the clock and the process do, nobody asks more often than the back-off allows', async () => {
  const step = fc.record({
    ms: fc.oneof(fc.integer({ min: 0, max: 20 * MINUTE }), fc.constantFrom(-24 * HOUR, -HOUR, -SECOND)),
    restarts: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { start } = setUpRestarts(Array.from({ length: 99 }, () => failed('account')));
      let now = NOW;
      let elapsed = 0;
      let dueIn = 0;
      let process = start(now);
      const calls: number[] = [];
      for (const { ms, restarts } of steps) {
        now += ms;
        const passed = Math.max(ms, 0);
        elapsed += passed;
        dueIn -= passed;
        if (restarts) {
          process = start(now);
          dueIn = 0;
        }
        if (dueIn > 0) continue;
        const before = process.asked.balance;
        dueIn = await process.pollAt(now);
        if (process.asked.balance > before) calls.push(elapsed);
      }
      for (const [i, at] of calls.entries()) {
        const earlier = calls[i - 2];
        if (earlier !== undefined) expect(at - earlier).toBeGreaterThanOrEqual(15 * MINUTE);
      }
    }),
    { numRuns: 300 },
  );
});
