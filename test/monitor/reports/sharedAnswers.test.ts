import { describe, expect, test } from 'vitest';
import { createSharedAnswers, shareDated } from '../../../src/monitor/reports/sharedAnswers.ts';
import { DAY, HOUR, MINUTE } from '../../../src/monitor/time.ts';
import { NOW } from '../../fixtures/thresholds.ts';

function setUpAnswers() {
  let now = NOW;
  let computed = 0;
  const settled: number[] = [];
  const answers = createSharedAnswers({ now: () => now }, async () => void settled.push(now));
  const compute = async () => {
    computed += 1;
    return computed;
  };
  return {
    answers,
    ask: (subject: string, spanMs = 30 * DAY) => answers.share([subject], spanMs, compute),
    wait(ms: number) {
      now += ms;
    },
    settled,
    now: () => now,
  };
}

describe('an answer', () => {
  test.each([
    ['about a day is kept for a minute', DAY, MINUTE - 1, 1],
    ['about a day is computed again after a minute', DAY, MINUTE, 2],
    ['about less than a day is computed for each who asks', DAY - 1, 0, 2],
    ['is computed again where the clock was set back', DAY, -HOUR, 2],
  ])('%s', async (_name, spanMs, passedMs, second) => {
    const { ask, wait } = setUpAnswers();
    expect(await ask('a', spanMs)).toBe(1);
    wait(passedMs);
    expect(await ask('a', spanMs)).toBe(second);
  });

  test('is computed once for all who ask at the same time, however little it is about', async () => {
    const { ask } = setUpAnswers();
    expect(await Promise.all(Array.from({ length: 200 }, () => ask('a', HOUR)))).toEqual(Array(200).fill(1));
  });

  test('is about one subject alone', async () => {
    const { ask } = setUpAnswers();
    expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual([1, 2, 1]);
  });

  test('has everything in it that was handed in before', async () => {
    const { ask, settled } = setUpAnswers();
    await ask('a');
    expect(settled).toEqual([NOW]);
  });

  test('that fails is an error for all who wait for it, and for nobody who asks later', async () => {
    const { answers, ask } = setUpAnswers();
    const failing = () => answers.share(['a'], 30 * DAY, () => Promise.reject(new Error('disk full')));
    for (const each of await Promise.allSettled([failing(), failing()]))
      expect(each).toMatchObject({ status: 'rejected', reason: { message: 'disk full' } });
    expect(await ask('a')).toBe(1);
  });

  test('is one of a hundred at most, and the oldest goes first', async () => {
    const { ask } = setUpAnswers();
    for (let i = 0; i <= 100; i += 1) await ask(`subject ${i}`);
    expect(await ask('subject 100')).toBe(101);
    expect(await ask('subject 0')).toBe(102);
  });
});

describe('an answer about pipelines', () => {
  const account = { name: 'main', pipelines: ['shop', 'tickets'] };

  test('says when it was computed', async () => {
    const { answers, now, wait } = setUpAnswers();
    const share = shareDated(answers, [account], { now });
    const ask = () => share('summary', ['30d'], 30 * DAY, async (at) => ({ solved: at }));
    expect(await ask()).toEqual({ solved: NOW, at: NOW });
    wait(MINUTE - 1);
    expect(await ask()).toEqual({ solved: NOW, at: NOW });
  });

  test('is shared only by those who see the same pipelines of it, and ask the same', async () => {
    const { answers, now } = setUpAnswers();
    const asked: string[] = [];
    const ask = (pipelines: readonly string[], question: string, period: string, hasBalance?: boolean) =>
      shareDated(answers, [{ name: 'main', pipelines, ...(hasBalance === undefined ? {} : { hasBalance }) }], { now })(
        question,
        [period],
        30 * DAY,
        async () => ({ n: asked.push([...pipelines, question, period].join(' ')) }),
      );
    await ask(['shop', 'tickets'], 'summary', '30d');
    await ask(['shop'], 'summary', '30d');
    await ask(['shop'], 'cost', '30d');
    await ask(['shop'], 'summary', '7d');
    await ask(['shop'], 'summary', '7d', false);
    await ask(['shop'], 'summary', '7d', true);
    expect(asked).toEqual([
      'shop tickets summary 30d',
      'shop summary 30d',
      'shop cost 30d',
      'shop summary 7d',
      'shop summary 7d',
    ]);
  });
});
