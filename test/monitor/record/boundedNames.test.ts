import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoundedNames, MOST_CODES, MOST_TYPES } from '../../../src/monitor/record/boundedNames.ts';
import type { SolveResult } from '../../../src/monitor/types.ts';
import { PIPELINE, silentLog } from '../../fixtures/constants.ts';
import { result } from '../../fixtures/monitor.ts';
import { NOW } from '../../fixtures/thresholds.ts';

const HOUR = 3_600_000;
const DOCUMENTED = 'ERROR_ZERO_BALANCE';

/** Names are bounded over a store that holds what was kept so far: `restart` begins anew with that. */
function setUp() {
  const kept: SolveResult[] = [];
  const warned: string[] = [];
  const reads: string[] = [];
  const begin = () =>
    createBoundedNames({
      results: {
        async names(pipeline, from, to) {
          reads.push(`${pipeline} ${from}`);
          const hour = kept.filter(({ at }) => at >= from && at < to);
          const distinct = (names: (string | null)[]) => [...new Set(names)].filter((name) => name !== null);
          return {
            codes: distinct(hour.map(({ errorCode }) => errorCode)),
            types: distinct(hour.map(({ captchaType }) => captchaType)),
          };
        },
      },
      isDocumented: (code) => code === DOCUMENTED,
      log: { ...silentLog, warn: (_fields, message) => void warned.push(message) },
    });
  let names = begin();
  return {
    kept,
    warned,
    reads,
    restart() {
      names = begin();
    },
    async add(...results: SolveResult[]) {
      await names.learn(PIPELINE, results);
      const bounded = results.map((each) => names.bound(PIPELINE, each));
      kept.push(...(bounded as SolveResult[]));
      return bounded;
    },
  };
}

const coded = (errorCode: string, at = NOW) => result(at, { outcome: 'failed', errorCode });
const numbered = (n: number, at = NOW) => Array.from({ length: n }, (_, i) => coded(`CODE_${i}`, at));

test.each([
  ['just below', MOST_CODES - 1, 0],
  ['at', MOST_CODES, 0],
  ['just above', MOST_CODES + 1, 1],
  ['far above', 20 * MOST_CODES, 19 * MOST_CODES],
])('%s the bound, what is beyond it counts as (other)', async (_name, sent, others) => {
  const { add, warned } = setUp();
  const codes = (await add(...numbered(sent))).map(({ errorCode }) => errorCode);
  expect(codes.filter((code) => code === '(other)')).toHaveLength(others);
  expect(new Set(codes).size).toBe(Math.min(sent, MOST_CODES + 1));
  expect(warned).toHaveLength(others > 0 ? 1 : 0);
});

test('a code that is kept goes on counting, and so does every documented one', async () => {
  const { add } = setUp();
  await add(...numbered(2 * MOST_CODES));
  const codes = (await add(coded('CODE_0'), coded('NEW'), coded(DOCUMENTED))).map(({ errorCode }) => errorCode);
  expect(codes).toEqual(['CODE_0', '(other)', DOCUMENTED]);
});

test('types have a bound of their own', async () => {
  const { add, warned } = setUp();
  const typed = Array.from({ length: MOST_TYPES + 5 }, (_, i) => result(NOW, { captchaType: `type${i}` }));
  const types = (await add(...typed)).map(({ captchaType }) => captchaType);
  expect(types.filter((type) => type === '(other)')).toHaveLength(5);
  expect(warned).toEqual(['more different CAPTCHA types in an hour than are kept: the rest is (other)']);
});

test('the next hour begins again, and so does a late one', async () => {
  const { add } = setUp();
  await add(...numbered(2 * MOST_CODES));
  const bounded = await add(coded('LATE', NOW - HOUR), coded('NEXT', NOW + HOUR));
  expect(bounded.map(({ errorCode }) => errorCode)).toEqual(['LATE', 'NEXT']);
});

test('a restart takes up what was kept, and says nothing twice', async () => {
  const { add, kept, warned, restart } = setUp();
  await add(...numbered(MOST_CODES + 1));
  restart();
  const bounded = await add(coded('NEW'), coded('CODE_0'));
  expect(bounded.map(({ errorCode }) => errorCode)).toEqual(['(other)', 'CODE_0']);
  expect(new Set(kept.map(({ errorCode }) => errorCode)).size).toBe(MOST_CODES + 1);
  expect(warned).toHaveLength(1);
});

test('an hour is read once, by however many that need it', async () => {
  const { add, reads } = setUp();
  await Promise.all([add(coded('A')), add(coded('B')), add(coded('C', NOW + 1))]);
  await add(coded('D'));
  expect(reads).toHaveLength(1);
});

test('whatever is sent, and however often the process starts, no hour has more than the bound', async () => {
  const sent = fc.record({ code: fc.integer({ min: 0, max: 999 }), hour: fc.integer({ min: 0, max: 2 }) });
  const step = fc.oneof(
    { weight: 9, arbitrary: fc.array(sent, { maxLength: 300 }) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { add, kept, restart } = setUp();
      let total = 0;
      for (const each of steps) {
        if (each === 'restart') restart();
        else {
          await add(...each.map(({ code, hour }) => coded(`CODE_${code}`, NOW + hour * HOUR)));
          total += each.length;
        }
      }
      expect(kept).toHaveLength(total);
      for (const hour of [0, 1, 2]) {
        const codes = kept.filter(({ at }) => at === NOW + hour * HOUR).map(({ errorCode }) => errorCode);
        expect(new Set(codes).size).toBeLessThanOrEqual(MOST_CODES + 1);
      }
    }),
    { numRuns: 50 },
  );
});
