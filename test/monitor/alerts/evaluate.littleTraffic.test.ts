import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const REFUSED = {
  failure: { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' },
  failuresInRow: 2,
} as const;
/** No reminders, so that a story is only what begins and ends. */
const ONCE = { ...THRESHOLDS, cooldownMs: 24 * HOUR };

async function setUpScene(thresholds = ONCE) {
  const stage = await setUpMonitor({ thresholds });
  await stage.addGuild('g1');
  return {
    ...stage,
    /** A result after each pause: `x` failed, `o` solved, `.` nothing. Answers the messages, each with the number of the result. */
    async arrive(results: string, everyMs: number): Promise<string[]> {
      const sent: string[] = [];
      for (const [index, result] of [...results].entries()) {
        stage.wait(everyMs);
        if (result !== '.') await stage.results(result === 'o' ? 1 : 0, result === 'x' ? 1 : 0);
        for (const message of await stage.tell()) sent.push(`${index + 1} ${message.replace('g1: ', '')}`);
      }
      return sent;
    },
  };
}

describe('a pipeline with little traffic', () => {
  test.each<[string, number, string, number, string[]]>([
    ['a failure a minute', 10, 'x'.repeat(120), MINUTE, ['10 errors critical']],
    ['a failure a minute, without counting in a row', 0, 'x'.repeat(120), MINUTE, ['11 errors critical']],
    ['a failure each ten minutes', 10, 'x'.repeat(30), 10 * MINUTE, ['10 errors critical']],
    ['a failure each ten minutes, without counting in a row', 0, 'x'.repeat(30), 10 * MINUTE, []],
    ['every second one of one a minute', 10, 'ox'.repeat(30), MINUTE, ['12 errors critical']],
    ['nine in a row, and then none', 10, `${'o'.repeat(60)}${'x'.repeat(9)}${'o'.repeat(9)}`, 9 * MINUTE, []],
    ['nine, a solved one, and nine', 10, `${'x'.repeat(9)}o${'x'.repeat(9)}`, 10 * MINUTE, []],
    ['ten after many solved ones', 10, `${'o'.repeat(30)}${'x'.repeat(10)}`, 10 * MINUTE, ['40 errors critical']],
    ['one of eleven', 10, 'ooooooooooxooooooooooxoooooooooox', MINUTE, []],
    ['nothing', 10, '.'.repeat(30), MINUTE, []],
  ])('leads to messages: %s', async (_name, inRow, results, everyMs, expected) => {
    const { arrive } = await setUpScene({ ...ONCE, errors: { ...ONCE.errors, inRow } });
    expect(await arrive(results, everyMs)).toEqual(expected);
  });

  test.each<[string, number, string[]]>([
    ['at the end of the widest window', 5 * MINUTE, ['11 errors critical']],
    ['beyond it', 6.1 * MINUTE, []],
  ])('is judged by what lies in the widest window: the eleventh result %s', async (_name, everyMs, expected) => {
    const { arrive } = await setUpScene({ ...ONCE, errors: { ...ONCE.errors, inRow: 0 } });
    expect(await arrive('oxxoxoxoxox', everyMs)).toEqual(expected);
  });

  test('is over when its window says so', async () => {
    const { arrive } = await setUpScene();
    // One of the last eleven at the latest, and that for a minute.
    expect(await arrive(`${'x'.repeat(20)}${'o'.repeat(15)}`, MINUTE)).toEqual([
      '10 errors critical',
      '31 errors recovered',
    ]);
  });

  test('is over after ten solved ones in a row where no window ever holds enough', async () => {
    const { arrive } = await setUpScene();
    expect(await arrive(`${'x'.repeat(10)}${'o'.repeat(9)}x${'o'.repeat(12)}`, 10 * MINUTE)).toEqual([
      '10 errors critical',
      // Half an hour without a verdict: too few results to judge by.
      '14 errors unknown',
      '31 errors recovered',
    ]);
  });

  test('goes on while nothing arrives: not over, and one message says that nobody knows', async () => {
    const { arrive, decided } = await setUpScene(THRESHOLDS);
    await arrive('x'.repeat(12), MINUTE);
    await arrive('.'.repeat(70), MINUTE);
    decided.length = 0;
    expect(await arrive('.'.repeat(60), MINUTE)).toEqual(['21 errors unknown']);
    const reasons = new Set(decided.filter((line) => line.startsWith('errors')));
    expect(reasons).toEqual(new Set(['errors noVerdict', 'errors unknownForLong']));
  });

  test('says the window that it was judged by, or how many failed in a row', async () => {
    const { arrive, inbox } = await setUpScene();
    await arrive('x'.repeat(10), 4 * MINUTE);
    expect(inbox.at(-1)?.message).toMatchObject({ facts: { failed: 10, total: 10, inRow: 10 } });
    const other = await setUpScene();
    await other.arrive('ox'.repeat(6), 4 * MINUTE);
    expect(other.inbox.at(-1)?.message).toMatchObject({ facts: { failed: 6, total: 11, windowMs: 40 * MINUTE } });
  });

  test('whose tasks the plan refuses gets an alert of that', async () => {
    const { wait, results, tell } = await setUpScene();
    const sent: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      wait(MINUTE);
      await results(i % 2, 1 - (i % 2), { errorCode: i % 2 === 0 ? 'ERROR_NO_SLOT_AVAILABLE' : null });
      sent.push(...(await tell()));
    }
    expect(sent).toContain('g1: threads warning affecting errors');
  });
});

describe('a busy pipeline', () => {
  test.each<[string, number, string[]]>([
    ['just less than a minute', 11, []],
    ['a minute', 12, ['g1: errors critical']],
  ])(
    'whose results all fail for %s gets its alert, although its window is still good',
    async (_name, buckets, expected) => {
      const { wait, results, tell } = await setUpScene();
      await results(1_000, 0);
      const sent: string[] = [];
      for (let i = 0; i < buckets; i += 1) {
        wait(5 * SECOND);
        await results(0, 2);
        sent.push(...(await tell()));
      }
      expect(sent).toEqual(expected);
    },
  );
});

describe('what was sent already is not sent again when traffic gets low', () => {
  test('where a spike was over, and a few results come', async () => {
    const { wait, results, tell, arrive } = await setUpScene();
    await results(50, 50);
    expect(await tell()).toEqual(['g1: errors critical']);
    wait(6 * MINUTE);
    await results(100, 0);
    await tell();
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: errors recovered']);
    wait(5 * MINUTE);
    expect(await arrive('oxoooxoooooooxooooo', 2 * MINUTE)).toEqual([]);
  });

  test('where all of it came from a refused key', async () => {
    const { wait, provider, tell, arrive } = await setUpScene();
    provider(REFUSED);
    await tell();
    expect(await arrive('x'.repeat(30), MINUTE)).toEqual([]);
    provider({});
    expect(await tell()).toEqual(['g1: provider recovered']);
    wait(2 * MINUTE);
    expect(await arrive('.xoooooooooooooo', 3 * MINUTE)).toEqual([]);
  });

  test('but what fails after a refused key is', async () => {
    const { provider, tell, arrive } = await setUpScene();
    provider(REFUSED);
    await tell();
    await arrive('x'.repeat(30), MINUTE);
    provider({});
    await tell();
    expect(await arrive('x'.repeat(30), MINUTE)).toEqual(['11 errors critical']);
  });

  test('whatever the spike was like, and whatever few results come after it, unless those fail themselves', async () => {
    // At most one failure among eleven, wherever it falls.
    const calm = fc
      .array(fc.nat(10), { minLength: 4, maxLength: 4 })
      .map((places) =>
        places.map((place, i) => 'o'.repeat(place + (i === 0 ? 0 : 11)) + (i % 2 === 0 ? 'x' : 'o')).join(''),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ failed: fc.integer({ min: 20, max: 400 }), solved: fc.nat(40) }),
        calm,
        fc.integer({ min: 60, max: 290 }),
        async ({ failed, solved }, after, everySeconds) => {
          const { wait, results, tell, arrive } = await setUpScene();
          await results(solved, failed);
          expect(await tell()).toEqual(['g1: errors critical']);
          wait(6 * MINUTE);
          await results(100, 0);
          await tell();
          wait(MINUTE);
          expect(await tell()).toEqual(['g1: errors recovered']);
          expect(await arrive(after, everySeconds * SECOND)).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});
