import { describe, expect, test } from 'vitest';
import type { ProviderFailureClass } from '../../../src/monitor/accounts/providerFailure.ts';
import { judgeProvider } from '../../../src/monitor/kinds/provider.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { keepHealth, setUpPoll } from '../../fixtures/poll.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const failed = (of: ProviderFailureClass) =>
  ({ ok: false, failure: { class: of, code: 'ERROR_X', meaning: 'It failed', advice: 'Wait' } }) as const;

describe('whether it is our own network', () => {
  test.each([
    ['neither CaptchaAI nor Discord is reached', 'outage', false, true],
    ['Discord is reached', 'outage', true, false],
    ['CaptchaAI refused the account, which is an answer', 'account', false, false],
    ['CaptchaAI asked us to slow down, which is an answer', 'capacity', false, false],
  ] as const)('%s', async (_name, of, reachesDiscord, ownNetworkDown) => {
    const { poll } = setUpPoll({ answers: [failed(of)], reachesDiscord: async () => reachesDiscord });
    await poll.poll();
    expect(await poll.health()).toMatchObject({ ownNetworkDown });
  });

  test('Discord is asked only when CaptchaAI was not reached', async () => {
    const { poll, asked } = setUpPoll({
      answers: [{ ok: true, balanceMicros: 1 }, failed('account'), failed('outage')],
    });
    await poll.poll();
    await poll.poll();
    expect(asked.discord).toBe(0);
    await poll.poll();
    expect(asked.discord).toBe(1);
  });

  test('is forgotten with the first answer', async () => {
    const { poll } = setUpPoll({ answers: [failed('outage')], reachesDiscord: async () => false });
    await poll.poll();
    await poll.poll();
    expect(await poll.health()).toMatchObject({ ownNetworkDown: false, failure: null, failuresInRow: 0 });
  });
});

describe('failures in a row', () => {
  test('are of one class: another class begins anew', async () => {
    const classes = ['outage', 'outage', 'account', 'account', 'outage', 'capacity'] as const;
    const { poll } = setUpPoll({ answers: classes.map(failed) });
    const counts: number[] = [];
    for (const _class of classes) {
      await poll.poll();
      counts.push((await poll.health()).failuresInRow);
    }
    expect(counts).toEqual([1, 2, 1, 2, 1, 1]);
  });

  test('are none while our own network is down, and begin anew after it', async () => {
    const reached = [true, true, false, false, true, true];
    const { poll } = setUpPoll({
      answers: reached.map(() => failed('outage')),
      reachesDiscord: async () => reached.shift() ?? true,
    });
    const counts: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      await poll.poll();
      counts.push((await poll.health()).failuresInRow);
    }
    expect(counts).toEqual([1, 2, 0, 0, 1, 2]);
  });
});

describe('what the rule makes of it', () => {
  async function verdictsOf(...classes: ProviderFailureClass[]): Promise<string[]> {
    const { poll } = setUpPoll({ answers: classes.map(failed) });
    const verdicts: string[] = [];
    for (const _class of classes) {
      await poll.poll();
      verdicts.push(inShort(judgeProvider(await poll.health(), THRESHOLDS.provider, false, NOW)));
    }
    return verdicts;
  }

  test.each<[string, ProviderFailureClass[], string[]]>([
    ['the account is refused twice in a row', ['account', 'account'], ['notSureYet', 'critical']],
    ['three polls bring no answer', ['outage', 'outage', 'outage'], ['notSureYet', 'notSureYet', 'warning']],
    ['the account is refused once after an outage', ['outage', 'account'], ['notSureYet', 'notSureYet']],
    [
      'one poll fails after two in which we were to slow down',
      ['capacity', 'capacity', 'outage'],
      ['notSureYet', 'notSureYet', 'notSureYet'],
    ],
  ])('%s', async (_name, classes, expected) => {
    expect(await verdictsOf(...classes)).toEqual(expected);
  });
});

describe('the threads of the account', () => {
  test('are not asked for where nobody wants them', async () => {
    const { poll, kept, asked } = setUpPoll({});
    await poll.poll();
    expect(asked.threads).toBe(0);
    expect(kept).toHaveLength(1);
    expect(await poll.health()).toMatchObject({ threads: null });
  });

  test('are kept with the balance, with the time of its answer', async () => {
    const { poll, kept } = setUpPoll({ threads: [{ ok: true, busy: 19, total: 20 }] });
    await poll.poll();
    expect(kept).toEqual([
      [PIPELINE, { metric: 'balance', at: NOW, value: 1 }],
      [PIPELINE, { metric: 'threadsBusy', at: NOW, value: 19 }],
      [PIPELINE, { metric: 'threadsTotal', at: NOW, value: 20 }],
    ]);
    expect(await poll.health()).toMatchObject({ threads: 'supported' });
  });

  test.each([
    [HOUR - 1, 1, 'unsupported'],
    [HOUR, 2, 'supported'],
  ])('are asked for again an hour later where the account does not tell them: %d ms', async (ms, times, threads) => {
    const { poll, pollAfter, asked } = setUpPoll({ threads: [{ ok: false, unsupported: true }] });
    await poll.poll();
    await pollAfter(ms);
    expect(asked.threads).toBe(times);
    expect(await poll.health()).toMatchObject({ threads });
  });

  test('are asked for once an hour where the account never tells them', async () => {
    const { pollAfter, asked } = setUpPoll({
      threads: Array.from({ length: 9 }, () => ({ ok: false, unsupported: true })),
    });
    for (let minute = 0; minute < 3 * 60; minute += 1) await pollAfter(MINUTE);
    expect(asked.threads).toBe(3);
  });

  test('are not asked for again at once where the account does not tell them', async () => {
    const { poll, kept, asked } = setUpPoll({ threads: [{ ok: false, unsupported: true }] });
    await poll.poll();
    await poll.poll();
    expect(asked.threads).toBe(1);
    expect(kept.map(([, { metric }]) => metric)).toEqual(['balance', 'balance']);
    expect(await poll.health()).toMatchObject({ threads: 'unsupported' });
  });

  test('are not asked for while CaptchaAI does not answer', async () => {
    const { poll, asked } = setUpPoll({ answers: [failed('outage')], threads: [] });
    await poll.poll();
    expect(asked.threads).toBe(0);
  });
});

test('a disk that fails is no reason to ask more often, and no failure of the provider', async () => {
  const { poll, logged } = setUpPoll({ add: () => Promise.reject(new Error('disk full')) });
  await expect(poll.poll()).resolves.toBe(MINUTE);
  expect(await poll.health()).toMatchObject({ failure: null, failuresInRow: 0 });
  expect(logged).toMatchObject([{ err: new Error('disk full') }]);
});

test('a database that can be read and not written is no reason to ask more often: the back-off goes on', async () => {
  const { providerHealth } = keepHealth();
  const broken = { ...providerHealth, save: () => Promise.reject(new Error('disk full')) };
  const { pollAfter, asked } = setUpPoll({
    answers: Array.from({ length: 99 }, () => failed('account')),
    providerHealth: broken,
  });
  for (let ms = 0; ms <= HOUR; ms += 3_000) await pollAfter(3_000);
  expect(asked.balance).toBeLessThanOrEqual(6);
});
