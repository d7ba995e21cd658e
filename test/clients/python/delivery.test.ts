import { describe, expect, test } from 'vitest';
import { freePort } from '../../../sandbox/freePort.ts';
import { type FakeAnswer, type Reported, recordsOf, startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { hasPython, runPython, startPython } from '../../fixtures/python.ts';
import { FOREIGN_PAGES, refusal } from '../../fixtures/refusal.ts';

const TAKEN: FakeAnswer = { status: 202 };
const TOKEN = 'a-token-of-the-tests-0123456789';

/** One run of `burst.py` against a monitor that answers like this. */
async function burst(args: readonly (string | number)[], answerTo: (reported: Reported, index: number) => FakeAnswer) {
  const monitor = await startFakeMonitor(answerTo);
  const { out, err, code } = await runPython(['burst.py', ...args.map(String)], monitor.env);
  expect(code).toBe(0);
  return { monitor, counts: JSON.parse(out), err };
}

const once = (answer: FakeAnswer) => (_reported: Reported, index: number) => (index === 0 ? answer : TAKEN);

describe.skipIf(!hasPython())('the Python reporter', () => {
  test('sends at most 200 results a request, each request with a key of its own', async () => {
    const { monitor, counts } = await burst([450, 10], () => TAKEN);
    expect(counts).toMatchObject({ isSent: true, sent: 450, waiting: 0 });
    expect(monitor.requests.map(({ body }) => recordsOf(body).length)).toEqual([200, 200, 50]);
    expect(new Set(monitor.requests.map(({ key }) => key)).size).toBe(3);
    for (const { key, headers } of monitor.requests) {
      expect(key).toMatch(/^[0-9a-f]{32}$/);
      expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' });
    }
  });

  test.each<[name: string, answer: FakeAnswer]>([
    ['a server error', { status: 500 }],
    ['a database that does not answer', { status: 503 }],
    ['a lost answer', 'hangUp'],
    ['a proxy in between', { status: 504, body: '<html>' }],
    ['a page that is not of the monitor', { status: 200, body: '<html>' }],
  ])('sends the same body under the same key again after %s', async (_name, answer) => {
    const { monitor, counts } = await burst([3, 10], once(answer));
    const [first, second] = monitor.requests;
    expect(monitor.requests).toHaveLength(2);
    expect([second?.key, second?.body]).toEqual([first?.key, first?.body]);
    expect(counts).toMatchObject({ isSent: true, sent: 3, dropped: 0 });
  });

  test.each<[name: string, status: number, header: () => string]>([
    ['as seconds', 429, () => '2'],
    ['as a date', 503, () => new Date(Date.now() + 3_000).toUTCString()],
  ])('waits as long as Retry-After says %s, also when it is flushed', async (_name, status, header) => {
    const answer = () => ({ status, headers: { 'retry-after': header() } });
    const { monitor } = await burst([3, 10], (reported, index) =>
      index === 0 ? answer() : once(TAKEN)(reported, index),
    );
    expect(monitor.requests[1]?.afterMs).toBeGreaterThanOrEqual(1_900);
  });

  test('asks not without a pause where a server in trouble says "at once"', async () => {
    const { monitor } = await burst([3, 1], () => ({ status: 503, headers: { 'retry-after': '0' } }));
    expect(monitor.requests.length).toBeGreaterThan(1);
    expect(monitor.requests.length).toBeLessThan(50);
  });

  test('waits longer from try to try', async () => {
    const monitor = await startFakeMonitor(() => ({ status: 500 }));
    startPython(
      ['-c', 'import captchaai_monitor, time; captchaai_monitor.Reporter().record(True); time.sleep(60)'],
      monitor.env,
    );
    await expect.poll(() => monitor.requests.length, { timeout: 20_000 }).toBe(4);
    const [, second = 0, third = 0, fourth = 0] = monitor.requests.map(({ afterMs }) => afterMs);
    // Half to all of 0.5, 1 and 2 seconds.
    expect(second).toBeGreaterThanOrEqual(240);
    expect(third - second).toBeGreaterThanOrEqual(490);
    expect(fourth - third).toBeGreaterThanOrEqual(990);
  });

  test.each([401, 403, 404, 301])('does not ask again and again after %s, and keeps what waits', async (status) => {
    const { monitor, counts, err } = await burst([3, 1], () => ({ status, headers: { location: '/v1/elsewhere' } }));
    expect(monitor.requests.map(({ path }) => path)).toEqual(['/v1/results']);
    expect(counts).toMatchObject({ isSent: false, sent: 0, waiting: 3, dropped: 0 });
    expect(err).toContain(`not reported (HTTP ${status})`);
  });

  test('asks once a minute with a wrong token, when it is not flushed', async () => {
    const monitor = await startFakeMonitor(() => ({ status: 401 }));
    const program =
      'import captchaai_monitor as m, time\nr = m.Reporter()\nfor i in range(30): r.record(True); time.sleep(0.1)';
    const { code } = await runPython(['-c', program.replace('Reporter()', 'Reporter(flush_timeout=0)')], monitor.env);
    expect([code, monitor.requests.length]).toEqual([0, 1]);
  });

  const refuseNamed = ({ body }: Reported): FakeAnswer => {
    const index = recordsOf(body).findIndex((record) => Object(record).errorCode === 'BAD');
    return index < 0 ? TAKEN : { status: 400, body: refusal(400, `[${index}].errorCode`) };
  };
  const refuseUnnamed = (reported: Reported): FakeAnswer =>
    refuseNamed(reported) === TAKEN ? TAKEN : { status: 400, body: refusal(400) };

  test.each([
    ['by index', 77, refuseNamed, 2],
    ['first by index', 0, refuseNamed, 2],
    ['last by index', 199, refuseNamed, 2],
    ['without a name', 77, refuseUnnamed, 17],
  ])('loses only the one result that is refused %s', async (_name, bad, answerTo, requests) => {
    const { monitor, counts, err } = await burst([200, 10, bad], answerTo);
    expect(counts).toEqual({ isSent: true, sent: 199, refused: 1, dropped: 0, waiting: 0 });
    expect(monitor.requests.length).toBe(requests);
    expect(new Set(monitor.requests.map(({ key }) => key)).size).toBe(requests);
    expect(err).toContain('the monitor refused a result');
  });

  test('ends where everything is refused', async () => {
    const { counts } = await burst([200, 30], () => ({ status: 400, body: refusal(400) }));
    expect(counts).toMatchObject({ isSent: true, sent: 0, refused: 200, waiting: 0 });
  });

  test.each(FOREIGN_PAGES)('loses nothing where the network in between answers 400 with %s', async (_name, page) => {
    const { monitor, counts, err } = await burst([100, 1], () => ({ status: 400, body: page(400) }));
    expect(counts).toMatchObject({ isSent: false, sent: 0, refused: 0, dropped: 0, waiting: 100 });
    // It is asked once a minute, like a wrong address.
    expect(monitor.requests).toHaveLength(1);
    expect(err).toBe('WARNING not reported (HTTP 400); 100 results wait, 0 were dropped\n');
  });

  test.each([400, 415, 422])('sends the same again under the same key after a page with %s', async (status) => {
    const answer = { status, headers: { 'retry-after': '1' }, body: '<html>' };
    const { monitor, counts } = await burst([100, 10], once(answer));
    const [first, second] = monitor.requests;
    expect([second?.key, second?.body]).toEqual([first?.key, first?.body]);
    expect(monitor.requests).toHaveLength(2);
    expect(counts).toMatchObject({ isSent: true, sent: 100, refused: 0, waiting: 0 });
  });

  test('loses a request whose key the monitor knows with another body', async () => {
    const { monitor, counts } = await burst([1, 10], once({ status: 422, body: refusal(422, 'Idempotency-Key') }));
    expect(monitor.requests).toHaveLength(1);
    expect(counts).toMatchObject({ isSent: true, sent: 0, refused: 1 });
  });

  test('sends less at a time where a proxy takes less, and keeps what it does not take alone', async () => {
    const { counts } = await burst([60, 10], ({ body }) =>
      recordsOf(body).length > 20 ? { status: 413, body: '<html>' } : TAKEN,
    );
    expect(counts).toMatchObject({ isSent: true, sent: 60, refused: 0 });
    const none = await burst([2, 1], () => ({ status: 413, body: '<html>' }));
    expect(none.counts).toMatchObject({ isSent: false, sent: 0, refused: 0, dropped: 0, waiting: 2 });
    expect(none.monitor.requests.map(({ body }) => recordsOf(body).length)).toEqual([2, 1]);
  });

  test('sends a queue depth again after a page of the network in between', async () => {
    const page = { status: 400, headers: { 'retry-after': '1' }, body: '<html>' };
    const monitor = await startFakeMonitor(once(page));
    const program = 'import captchaai_monitor as m\nr = m.Reporter()\nr.queue(7)\nr.flush(10)';
    expect((await runPython(['-c', program], monitor.env)).code).toBe(0);
    expect(monitor.requests.map(({ path, body }) => [path, body])).toEqual(
      Array(2).fill(['/v1/queue', '{"depth": 7}']),
    );
  });

  test("follows the monitor's clock where it refuses the time, and then loses nothing", async () => {
    const date = new Date(Date.now() - 3_600_000);
    const { monitor, counts } = await burst([300, 10], ({ body }) => {
      const [first] = recordsOf(body);
      const isAhead = Number(Object(first).at) > date.getTime() + 300_000;
      return isAhead ? { status: 400, headers: { date: date.toUTCString() }, body: refusal(400, '[0].at') } : TAKEN;
    });
    expect(counts).toMatchObject({ isSent: true, sent: 300, refused: 0 });
    expect(monitor.requests).toHaveLength(3);
  });

  test('keeps at most 10,000 results, drops the oldest, counts and tells it', async () => {
    const port = await freePort();
    const env = { CAPTCHAAI_MONITOR_URL: `http://127.0.0.1:${port}`, CAPTCHAAI_MONITOR_TOKEN: TOKEN };
    const exact = JSON.parse((await runPython(['burst.py', '10000', '0.2'], env)).out);
    expect(exact).toMatchObject({ dropped: 0, waiting: 10_000 });
    const { out, err } = await runPython(['burst.py', '10001', '2'], env);
    expect(JSON.parse(out)).toMatchObject({ dropped: 1, waiting: 10_000, isSent: false });
    expect(err).toContain('WARNING 1 results were dropped: too many waited');
  });

  test('sends what is left when it was the oldest that was dropped', async () => {
    const monitor = await startFakeMonitor();
    const program =
      'import captchaai_monitor as m\nr = m.Reporter(most_waiting=200)\nr._outbox._start = lambda: None\n' +
      'for i in range(1000): r.record(True, latency=i / 1000)\ndel r._outbox._start\nr.record(True, latency=1)';
    expect((await runPython(['-c', program], monitor.env)).code).toBe(0);
    const latencies = monitor.records().map((record) => Object(record).latencyMs);
    expect(latencies).toEqual(Array.from({ length: 200 }, (_, i) => 801 + i));
  });

  test('goes on where the monitor was away, with what waited', async () => {
    let isAway = true;
    const monitor = await startFakeMonitor(() => (isAway ? 'hangUp' : TAKEN));
    const child = startPython(['pipeline.py'], monitor.env);
    child.stdin?.write('20 0 0\n');
    await expect.poll(() => monitor.requests.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    isAway = false;
    await expect.poll(() => monitor.requests.at(-1)?.key, { timeout: 20_000 }).toBe(monitor.requests[0]?.key);
    expect(new Set(monitor.requests.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
  });

  test.each([
    ['no token', {}],
    ['an address that is none', { CAPTCHAAI_MONITOR_URL: 'monitor:8787', CAPTCHAAI_MONITOR_TOKEN: TOKEN }],
    ['a port that is none', { CAPTCHAAI_MONITOR_URL: 'http://127.0.0.1:x', CAPTCHAAI_MONITOR_TOKEN: TOKEN }],
    ['a token with a line end', { CAPTCHAAI_MONITOR_TOKEN: `${TOKEN}\nX-Other: 1` }],
  ])('does nothing with %s but say so', async (_name, env) => {
    const { out, err, code } = await runPython(['burst.py', '3', '1'], env);
    expect([code, JSON.parse(out)]).toEqual([0, { isSent: true, sent: 0, refused: 0, dropped: 0, waiting: 0 }]);
    expect(err).toMatch(/^WARNING nothing is reported: /);
    expect(err).not.toContain(TOKEN);
  });

  test('never shows its token in the log', async () => {
    const { err } = await burst([3, 1], () => ({ status: 401, body: { message: TOKEN } }));
    expect(err).not.toContain(TOKEN);
    expect(err).not.toContain('127.0.0.1');
  });
});
