import { createServer } from 'node:http';
import { Solver } from '@2captcha/captcha-solver';
import { expect, test } from 'vitest';
import { setUpLocalMonitor, setUpReporter } from '../../fixtures/localMonitor.ts';
import { listenLocally } from '../../fixtures/localServer.ts';

const API_KEY = 'f00dcafe12345678deadbeef87654321';
const SITE_KEY = '0x4AAAAAAADnPIDROrmt1Wwj';
const PAGE = 'https://shop.example/checkout?user=7';

/** The addresses are private to the class, so that only JavaScript can set others. */
function solverFor(submitUrl: string, pollUrl: string): Solver {
  const solver = new Solver(API_KEY, 5);
  return Object.defineProperties(solver, { in: { get: () => submitUrl }, res: { get: () => pollUrl } });
}

/** An API in the place of CaptchaAI's: an answer of `in.php` by the method that is asked for, and those of `res.php` in turn. */
async function startApi(
  submit: (method: string) => object,
  polls: readonly object[] = [{ status: 1, request: 'token' }],
) {
  const left = [...polls];
  const { url } = await listenLocally(
    createServer(({ url: path = '' }, response) => {
      const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
      const answer = pathname === '/in.php' ? submit(searchParams.get('method') ?? '') : (left.shift() ?? polls.at(-1));
      response.end(JSON.stringify(answer));
    }),
  );
  return solverFor(`${url}/in.php`, `${url}/res.php`);
}

test('the official client is reported by one line, with the type of the method and the raw code', async () => {
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  const refused: Readonly<Record<string, string>> = { geetest: 'ERROR_ZERO_BALANCE', hcaptcha: 'IP_BANNED' };
  const polls = [
    { status: 0, request: 'CAPCHA_NOT_READY' },
    { status: 1, request: 'token' },
  ];
  const submit = (method: string) => ({
    status: refused[method] === undefined ? 1 : 0,
    request: refused[method] ?? '42',
  });
  const solver = reporter.reported(await startApi(submit, polls));

  const page = { pageurl: PAGE, sitekey: SITE_KEY };
  expect(await solver.cloudflareTurnstile(page)).toMatchObject({ data: 'token', id: '42' });
  await solver.recaptcha({ pageurl: PAGE, googlekey: SITE_KEY, version: 'v3' });
  await solver.recaptcha({ pageurl: PAGE, googlekey: SITE_KEY });
  await expect(solver.geetest({ pageurl: PAGE, gt: 'g', challenge: 'c', api_server: 'a' })).rejects.toMatchObject({
    err: 'ERROR_ZERO_BALANCE',
  });
  await expect(solver.hcaptcha(page)).rejects.toMatchObject({ err: 'IP_BANNED' });
  await solver.balance();

  await reporter.flush();
  expect(monitor.results()).toMatchObject([
    { outcome: 'solved', captchaType: 'turnstile' },
    { outcome: 'solved', captchaType: 'recaptcha_v3' },
    { outcome: 'solved', captchaType: 'recaptcha_v2' },
    { outcome: 'failed', captchaType: 'geetest', errorCode: 'ERROR_ZERO_BALANCE' },
    { outcome: 'failed', captchaType: 'hcaptcha', errorCode: 'IP_BANNED' },
  ]);
});

test('a page in place of an answer of the API leaves nothing of itself', async () => {
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  const html = createServer((_request, response) => response.end(`<html>${API_KEY} ${PAGE}</html>`));
  const { url } = await listenLocally(html);
  const solver = reporter.reported(solverFor(url, url));
  await expect(solver.cloudflareTurnstile({ pageurl: PAGE, sitekey: SITE_KEY })).rejects.toThrow();
  await reporter.flush();
  expect(monitor.results()).toMatchObject([{ outcome: 'failed', errorCode: 'API_ERROR', captchaType: 'turnstile' }]);
  expect(JSON.stringify(monitor.requests)).not.toMatch(
    new RegExp(`${API_KEY.slice(0, 8)}|shop.example|AAAAAAADn`, 'i'),
  );
});
