import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setUpLocalMonitor, setUpReporter, TOKEN } from '../../fixtures/localMonitor.ts';
import { runs } from '../../fixtures/runs.ts';

/** An API key, a token that the API answers with, a page, and the site keys of three kinds of CAPTCHA. */
const SECRETS = [
  'f00dcafe12345678deadbeef87654321',
  '03AGdBq25SxXTpmSeBXjzScWEiocHwwpwqtk1QXlJnGnUJCZrgjwLLdt7cb0',
  'https://shop.example/checkout?user=7#pay',
  '6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-',
  '0x4AAAAAAADnPIDROrmt1Wwj',
  'b76cd927-d266-4cfb-a328-3b03ae07ded6',
];

/** Every piece of eight characters, without regard to case. */
function piecesOf(secret: string): string[] {
  return Array.from({ length: secret.length - 7 }, (_, i) => secret.slice(i, i + 8).toLowerCase());
}

class ApiError extends Error {
  readonly err: string;
  readonly request: object;
  constructor(secret: string) {
    super(`ERROR_BAD_TOKEN_OR_PAGEURL for ${secret}`);
    this.err = secret;
    this.request = { url: secret, headers: { key: secret } };
  }
}

/** Every way in which a secret may get near a reporter. */
const WAYS: readonly ((secret: string) => unknown)[] = [
  (secret) => new Error(`failed: ${secret}`),
  (secret) => new ApiError(secret),
  (secret) => Object.assign(new Error('x'), { name: secret, code: secret }),
  (secret) => secret,
  (secret) => ({ message: secret, stack: secret, cause: { code: secret } }),
  (secret) => new Error('outer', { cause: new Error(secret) }),
];

test('no key, token, page address or site key leaves, however it gets near a reporter', async () => {
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  const shape = fc.record({ secret: fc.constantFrom(...SECRETS), way: fc.constantFrom(...WAYS) });
  await fc.assert(
    fc.asyncProperty(shape, async ({ secret, way }) => {
      const task = { key: secret, pageurl: secret, sitekey: secret };
      await reporter.solve(secret, async () => ({ ...task, token: secret }));
      await reporter.solve('turnstile', () => Promise.reject(way(secret))).catch(() => undefined);
      await reporter.reported(async (given: object) => given, { type: () => secret })(task);
      await reporter.solve('image', async () => ({ status: 0, request: secret }));
      await reporter.solve('image', async () => ({
        solutions: [{ ...task, id: secret, _vendor: secret, error: secret }],
      }));
      reporter.record(false, secret);
      const more = { outcome: 'failed' as const, errorCode: `ERROR_PROXY ${secret}`, captchaType: secret, ...task };
      reporter.record(more);
    }),
    runs(60),
  );
  expect(await reporter.flush()).toBe(true);
  expect(monitor.results().length).toBeGreaterThan(200);
  const sent = monitor.requests.map(({ body }) => body.toLowerCase()).join('\n');
  for (const secret of [...SECRETS, TOKEN]) {
    expect(piecesOf(secret).filter((piece) => sent.includes(piece))).toEqual([]);
  }
  const codes = new Set(monitor.results().map(({ errorCode }) => errorCode));
  expect(codes).toContain('ERROR_BAD_TOKEN_OR_PAGEURL');
  expect(codes.size).toBeLessThan(10);
  const fields = new Set(monitor.results().flatMap(Object.keys));
  expect(fields).toEqual(new Set(['outcome', 'errorCode', 'latencyMs', 'captchaType', 'at']));
});

test('what a reporter says of a problem holds neither the token nor a password in the address', async () => {
  const said: string[] = [];
  const address = 'http://user:pass-word-99@127.0.0.1:9/base';
  const onProblem = (problem: string, message: string) => void said.push(problem, message);
  const { reporter } = setUpReporter({ url: address, onProblem, mostWaiting: 1 });
  for (let i = 0; i < 3; i += 1) reporter.record(true);
  await reporter.flush(600);
  expect(said).toEqual(expect.arrayContaining(['dropped', 'unreachable']));
  expect(said.join()).not.toMatch(new RegExp(`${TOKEN.slice(0, 8)}|pass-word|127.0.0.1`));
});
