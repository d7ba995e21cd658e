import { beforeEach, describe, expect, test } from 'vitest';
import errors from '../../commands/errors.ts';
import explain from '../../commands/explain.ts';
import summary from '../../commands/summary.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { type CommandStage, GUILD, MINUTE, NOW, setUpCommands } from '../fixtures/commands.ts';
import { result } from '../fixtures/monitor.ts';

let stage: CommandStage;

beforeEach(async () => {
  stage = await setUpCommands();
});

const solved = (count: number) => Array.from({ length: count }, () => result(NOW - MINUTE));
const failed = (count: number, errorCode: string) =>
  Array.from({ length: count }, () => result(NOW - MINUTE, { outcome: 'failed', errorCode }));
const report = async () => (await errors.run({ window: null, pipeline: null }, stage.context)).embeds?.[0];
const verdict = async () =>
  (await stage.context.monitor.of(GUILD, null).status()).kinds.find(({ kind }) => kind === 'errors')?.verdict;

describe('/errors by CAPTCHA type', () => {
  const fields = async () => (await report())?.fields ?? [];

  test('those with the most failures first, and what has none named as that', async () => {
    const of = (captchaType: string, count: number, outcome: 'solved' | 'failed') =>
      Array.from({ length: count }, () => result(NOW - MINUTE, { outcome, captchaType }));
    await stage.context.monitor.record('default', [
      ...[...of('turnstile', 1_500, 'solved'), ...of('turnstile', 505, 'failed')],
      ...[...of('userrecaptcha', 3, 'solved'), ...of('userrecaptcha', 6, 'failed')],
      ...[...of('`@everyone`', 2, 'solved'), ...solved(7)],
    ]);
    expect(await fields()).toEqual([
      {
        name: 'Errors by CAPTCHA Type',
        value: [
          '**25.2%** `turnstile` (505/2,005)',
          '**66.7%** `userrecaptcha` (6/9)',
          '**0.0%** type not reported (0/7)',
          '**0.0%** `ˋ@everyoneˋ` (0/2)',
        ].join('\n'),
      },
    ]);
  });

  test('nothing where no type was reported', async () => {
    await stage.context.monitor.record('default', [...solved(7), ...failed(3, 'TIMEOUT')]);
    expect(await fields()).toEqual([]);
  });

  test('many types are shown as far as they fit, and the answer keeps to Discord’s limits', async () => {
    const many = Array.from({ length: 60 }, (_, n) => result(NOW - MINUTE, { captchaType: `${'x'.repeat(60)}${n}` }));
    await stage.context.monitor.record('default', many);
    expect((await fields())[0]?.value).toMatch(/\nand \d+ more$/);
  });
});

describe('costs', () => {
  const cost = async () =>
    (await summary.run({ period: 'today', pipeline: null }, stage.context)).embeds?.[0]?.fields?.find(
      ({ name }) => name === 'Total Cost',
    )?.value;

  test('that nobody reported are said to be so', async () => {
    await stage.context.monitor.record('default', solved(5));
    expect(await cost()).toBe('Not reported');
    await stage.context.monitor.record('default', [result(NOW - MINUTE, { costMicros: 2_005_000_000 })]);
    expect(await cost()).toBe('$2,005.00');
  });
});

describe('one code is one line', () => {
  const SPELLINGS = [' ERROR_CAPTCHA_UNSOLVABLE\n', 'error_captcha_unsolvable', 'ERROR_CAPTCHA\u200b_UNSOLVABLE'];

  test('with its advice, in /errors and in the alert, however workers spell it', async () => {
    await stage.context.monitor.record(
      'default',
      SPELLINGS.flatMap((code) => failed(10, code)),
    );
    expect((await report())?.description).toMatch(
      /\n\n\*\*30\*\* `ERROR_CAPTCHA_UNSOLVABLE`\n-# The solver gave up\. .+\.$/,
    );
    expect(await verdict()).toMatchObject({
      facts: {
        byCode: [{ code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 30 }],
        topCode: { code: 'ERROR_CAPTCHA_UNSOLVABLE' },
      },
    });
  });

  test('also where an older version kept each spelling on its own, and in the chart', async () => {
    const buckets = new OpenBuckets();
    for (const each of SPELLINGS.flatMap((code) => failed(10, code))) buckets.add('default', each);
    await stage.store.results.add(buckets);
    expect((await report())?.description).toContain('**30** `ERROR_CAPTCHA_UNSOLVABLE`');
    const { chart } = await stage.context.monitor.of(GUILD, null).errors(null);
    expect(chart.codes).toEqual(['ERROR_CAPTCHA_UNSOLVABLE']);
    expect(chart.slots.map(({ byCode }) => byCode)).toEqual([[30]]);
  });

  test('so refusals by the plan are heard in any spelling', async () => {
    await stage.context.monitor.record('default', [...solved(80), ...failed(20, 'error_no_slot_available ')]);
    const { kinds } = await stage.context.monitor.of(GUILD, null).status();
    expect(kinds.find(({ kind }) => kind === 'threads')?.verdict.state).toBe('firing');
  });

  test('/explain finds it as it was copied', async () => {
    const embed = (await explain.run({ code: ' error_captcha_\u200bunsolvable\n' }, stage.context)).embeds?.[0];
    expect(embed?.title).toBe('📖 ERROR_CAPTCHA_UNSOLVABLE');
  });
});

describe('a code that is no failure', () => {
  const NOT_READY = failed(50, 'CAPCHA_NOT_READY');

  test('is never in the error rate, and /errors shows it apart', async () => {
    await stage.context.monitor.record('default', [...solved(95), ...failed(5, 'TIMEOUT'), ...NOT_READY]);
    expect(await verdict()).toMatchObject({ state: 'ok', facts: { failed: 5, total: 100 } });
    const embed = await report();
    expect(embed?.description).toMatch(
      /^Error rate: \*\*5\.0%\*\* \(5\/100\), threshold 15\.0%\n\n\*\*5\*\* `TIMEOUT`/,
    );
    expect(embed?.description).not.toContain('NOT_READY');
    expect(embed?.fields).toEqual([
      {
        name: 'Not Failures, Counted Separately',
        value: expect.stringMatching(/^\*\*50\*\* `CAPCHA_NOT_READY`\n-# The task is still being solved/),
      },
    ]);
  });

  test('is no task that was finished', async () => {
    await stage.context.monitor.record('default', [...solved(95), ...failed(5, 'TIMEOUT'), ...NOT_READY]);
    const embed = (await summary.run({ period: 'today', pipeline: null }, stage.context)).embeds?.[0];
    expect(embed?.description).toBe('**100** tasks processed');
    expect(JSON.stringify(embed)).not.toContain('NOT_READY');
  });

  test('is shown where there was nothing else, and drawn nowhere', async () => {
    await stage.context.monitor.record('default', NOT_READY);
    const embed = await report();
    expect(embed?.description).toBe('No solve results in this time.');
    expect(embed?.fields?.[0]?.value).toContain('**50** `CAPCHA_NOT_READY`');
    const { chart } = await stage.context.monitor.of(GUILD, null).errors(null);
    expect([chart.codes, chart.slots]).toEqual([[], []]);
  });

  test('is heard all the same: the pipeline is not silent', async () => {
    await stage.context.monitor.record('default', NOT_READY);
    const { kinds, newestResultAt } = await stage.context.monitor.of(GUILD, null).status();
    expect(newestResultAt).toBeGreaterThanOrEqual(NOW - MINUTE);
    expect(kinds.find(({ kind }) => kind === 'silence')?.verdict).toMatchObject({
      state: 'ok',
      facts: { newestAt: NOW },
    });
  });
});
