import { describe, expect, test } from 'vitest';
import { setUpLocalMonitor, setUpReporter } from '../../fixtures/localMonitor.ts';

const AT = new Date('2026-01-02T03:04:05Z');

/** As `puppeteer-extra-plugin-recaptcha` 3.6 describes a CAPTCHA and its solution. */
const CAPTCHAS = [
  { _vendor: 'recaptcha', id: 'a', _type: 'checkbox', sitekey: 'k', url: 'https://shop.example' },
  { _vendor: 'recaptcha', id: 'b', _type: 'score', sitekey: 'k', url: 'https://shop.example' },
  { _vendor: 'hcaptcha', id: 'c', sitekey: 'k', url: 'https://shop.example' },
];
const [solvedA, solvedB, failedC] = [
  {
    _vendor: 'recaptcha',
    id: 'a',
    provider: '2captcha',
    text: 'token',
    requestAt: AT,
    responseAt: AT,
    duration: 12.5,
    hasSolution: true,
  },
  { _vendor: 'recaptcha', id: 'b', provider: '2captcha', text: 'token', hasSolution: true },
  { _vendor: 'hcaptcha', id: 'c', provider: '2captcha', error: 'Error: 2captcha error: ERROR_CAPTCHA_UNSOLVABLE' },
];

async function setUp() {
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  return {
    reporter,
    async sent() {
      await reporter.flush();
      return monitor.results().map(({ at: _at, ...rest }) => rest);
    },
  };
}

describe('page.solveRecaptchas', () => {
  test('is recorded for each CAPTCHA of the page', async () => {
    const { reporter, sent } = await setUp();
    const result = {
      captchas: CAPTCHAS,
      filtered: [],
      solutions: [solvedA, solvedB, failedC],
      solved: [],
      error: null,
    };
    const page = { solveRecaptchas: async () => result };
    page.solveRecaptchas = reporter.reported(page.solveRecaptchas);
    expect(await page.solveRecaptchas()).toBe(result);
    expect(await sent()).toEqual([
      { outcome: 'solved', captchaType: 'recaptcha_v2', latencyMs: 12_500 },
      { outcome: 'solved', captchaType: 'recaptcha_v3' },
      { outcome: 'failed', captchaType: 'hcaptcha', errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' },
    ]);
  });

  test('of a page without any is not recorded', async () => {
    const { reporter, sent } = await setUp();
    const nothing = { captchas: [], filtered: [], solutions: [], solved: [], error: null };
    await reporter.reported(async () => nothing)();
    expect(await sent()).toEqual([]);
  });

  test('counts all of the page as failed where the provider failed as a whole', async () => {
    const { reporter, sent } = await setUp();
    const error = 'Error: ERROR_ZERO_BALANCE';
    await reporter.reported(async () => ({ captchas: CAPTCHAS, solutions: [], solved: [], error }))();
    expect(await sent()).toMatchObject(CAPTCHAS.map(() => ({ outcome: 'failed', errorCode: 'ERROR_ZERO_BALANCE' })));
  });

  test('counts once where it throws', async () => {
    const { reporter, sent } = await setUp();
    const solve = reporter.reported(() => Promise.reject(new Error('Error: ERROR_ZERO_BALANCE')));
    await expect(solve()).rejects.toThrow();
    expect(await sent()).toMatchObject([{ outcome: 'failed', errorCode: 'ERROR_ZERO_BALANCE' }]);
  });
});

test('a provider of one’s own is recorded for each solution', async () => {
  const { reporter, sent } = await setUp();
  const fn = reporter.reported(async (captchas: readonly { id: string; _vendor: string }[]) => ({
    solutions: captchas.map(({ id, _vendor }) => (id === 'b' ? { id, _vendor } : { id, _vendor, text: 'token' })),
  }));
  await fn(CAPTCHAS);
  expect(await sent()).toMatchObject([
    { outcome: 'solved', captchaType: 'recaptcha_v2' },
    { outcome: 'failed', captchaType: 'recaptcha_v2', errorCode: 'NO_SOLUTION' },
    { outcome: 'solved', captchaType: 'hcaptcha' },
  ]);
});
