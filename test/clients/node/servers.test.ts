import { describe, expect, test, vi } from 'vitest';
import { pauseMs } from '../../../clients/node/delivery/pause.ts';
import { retryAfterMs } from '../../../clients/node/delivery/post.ts';
import { verdictOn } from '../../../clients/node/delivery/verdict.ts';
import { resultsIn, setUpLocalMonitor, setUpReporter, status, TOKEN } from '../../fixtures/localMonitor.ts';
import { FOREIGN_PAGES, refusal } from '../../fixtures/refusal.ts';

const WITHIN = { timeout: 8_000 };

test('results go out in batches of at most 200, each with a key of its own, and arrive in order', async () => {
  const { url, requests, results } = await setUpLocalMonitor();
  const { reporter, problems } = setUpReporter({ url });
  for (let i = 0; i < 450; i += 1) reporter.record({ outcome: 'solved', latencyMs: i });
  expect(await reporter.flush()).toBe(true);
  expect(requests.map(({ body }) => resultsIn(body).length)).toEqual([200, 200, 50]);
  expect(new Set(requests.map(({ key }) => key)).size).toBe(3);
  expect(results().map(({ latencyMs }) => latencyMs)).toEqual(Array.from({ length: 450 }, (_, i) => i));
  expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' });
  expect(reporter.counts).toEqual({ recorded: 450, sent: 450, dropped: 0, rejected: 0, waiting: 0 });
  expect(problems).toEqual([]);
});

test('a result alone is sent after a second, a full batch at once', async () => {
  const { url, requests } = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url });
  const startedAt = performance.now();
  reporter.record(true);
  await vi.waitFor(() => expect(requests).toHaveLength(1), WITHIN);
  expect((requests[0]?.at ?? 0) - startedAt).toBeGreaterThan(950);
  const fullAt = performance.now();
  for (let i = 0; i < 200; i += 1) reporter.record(true);
  await vi.waitFor(() => expect(requests).toHaveLength(2), WITHIN);
  expect((requests[1]?.at ?? 0) - fullAt).toBeLessThan(900);
});

test('more than 10,000 that wait drop the oldest, and the count says how many', async () => {
  const { url, results } = await setUpLocalMonitor();
  const { reporter, problems } = setUpReporter({ url });
  for (let i = 0; i < 10_003; i += 1) reporter.record({ outcome: 'solved', latencyMs: i });
  expect(reporter.counts).toMatchObject({ recorded: 10_003, dropped: 3, waiting: 10_000 });
  expect(await reporter.flush()).toBe(true);
  expect(results().map(({ latencyMs }) => latencyMs)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 3));
  expect(problems).toEqual(['dropped']);
});

describe('what may have arrived is sent again with the same key and body', () => {
  test.each([
    ['a 500', status(500)],
    ['a 503 that says when', status(503, {}, { 'retry-after': '0' })],
    ['a connection that breaks', (_request: unknown, response: { destroy(): void }) => response.destroy()],
  ])('%s', async (_name, first) => {
    const { url, requests } = await setUpLocalMonitor((request, response, index) =>
      (index === 0 ? first : status(202))(request, response as never, index),
    );
    const { reporter, problems } = setUpReporter({ url });
    reporter.record(false, 'TIMEOUT');
    expect(await reporter.flush()).toBe(true);
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ key: requests[0]?.key, body: requests[0]?.body });
    expect(reporter.counts).toMatchObject({ sent: 1, dropped: 0 });
    expect(problems).toEqual(['unreachable']);
  });
});

test('a 429 is waited for as long as it says, and a flush does not cut that short', async () => {
  const { url, requests } = await setUpLocalMonitor((request, response, index) =>
    (index === 0 ? status(429, {}, { 'retry-after': '1' }) : status(202))(request, response, index),
  );
  const { reporter } = setUpReporter({ url });
  reporter.record(true);
  expect(await reporter.flush(500)).toBe(false);
  expect(await reporter.flush()).toBe(true);
  expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThan(990);
});

test.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'a server in trouble that says "at once" (%s) is not asked without a pause',
  async (retryAfter) => {
    const { url, requests } = await setUpLocalMonitor(status(503, {}, { 'retry-after': retryAfter }));
    const { reporter } = setUpReporter({ url });
    reporter.record(true);
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(2), WITHIN);
    // The pauses are 125 to 250 ms, then 250 to 500.
    expect((requests[2]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThan(370);
  },
);

test('a reporter that is closed sends no reading of the queue any more', async () => {
  const { url, requests } = await setUpLocalMonitor();
  const { reporter, problems } = setUpReporter({ url });
  reporter.recordQueue(7);
  await reporter.close();
  const sent = requests.length;
  reporter.recordQueue(8);
  await reporter.flush();
  expect(requests).toHaveLength(sent);
  expect(problems).toEqual([]);
});

test('a server that hangs holds up neither a call nor a flush for longer than it may take', async () => {
  const { url, requests } = await setUpLocalMonitor(() => undefined);
  const { reporter } = setUpReporter({ url });
  reporter.record(true);
  const startedAt = performance.now();
  expect(await reporter.flush(300)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(1_500);
  reporter.record(true);
  expect(requests).toHaveLength(1);
  expect(reporter.counts).toMatchObject({ waiting: 2, sent: 0 });
});

test('a slow server gets one request at a time', async () => {
  let open = 0;
  let most = 0;
  const { url } = await setUpLocalMonitor((_request, response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.writeHead(202).end();
    }, 50);
  });
  const { reporter } = setUpReporter({ url });
  for (let i = 0; i < 1_000; i += 1) reporter.record(true);
  expect(await reporter.flush()).toBe(true);
  expect(most).toBe(1);
});

test('a wrong token leads to one request, not to many, and to one problem', async () => {
  const { url, requests, answerWith } = await setUpLocalMonitor(status(401));
  const { reporter, problems } = setUpReporter({ url });
  for (let i = 0; i < 300; i += 1) reporter.record(true);
  expect(await reporter.flush()).toBe(false);
  for (let i = 0; i < 300; i += 1) reporter.record(true);
  answerWith(status(202));
  expect(await reporter.flush()).toBe(false);
  expect(requests).toHaveLength(1);
  expect(problems).toEqual(['unauthorized']);
  expect(reporter.counts).toMatchObject({ waiting: 600, dropped: 0 });
});

describe('a 400 loses the bad record alone', () => {
  test.each([
    ['that it names', (index: number) => refusal(400, `[${index}].errorCode`)],
    ['that it does not name', () => refusal(400)],
    ['where it names one that is not there', () => refusal(400, '[999]')],
  ])('%s', async (_name, body) => {
    const { url, requests, answerWith } = await setUpLocalMonitor();
    answerWith((request, response, index) => {
      const bad = resultsIn(request.body).findIndex(({ latencyMs }) => latencyMs === 13);
      (bad === -1 ? status(202) : status(400, body(bad)))(request, response, index);
    });
    const { reporter, problems } = setUpReporter({ url });
    for (let i = 0; i < 40; i += 1) reporter.record({ outcome: 'solved', latencyMs: i });
    expect(await reporter.flush()).toBe(true);
    expect(reporter.counts).toMatchObject({ sent: 39, rejected: 1, dropped: 0, waiting: 0 });
    expect(requests.length).toBeLessThan(15);
    // A key belongs to one body.
    expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
    expect(problems).toEqual(['rejected']);
  });

  test('and where all are bad it ends', async () => {
    const { url } = await setUpLocalMonitor(status(400, refusal(400, '[0].outcome')));
    const { reporter } = setUpReporter({ url });
    for (let i = 0; i < 30; i += 1) reporter.record(true);
    expect(await reporter.flush()).toBe(true);
    expect(reporter.counts).toMatchObject({ rejected: 30, waiting: 0 });
  });
});

test('a clock that is ahead of the monitor’s costs no result: its stamps are left out', async () => {
  const { url, requests, results, answerWith } = await setUpLocalMonitor();
  answerWith((request, response, index) => {
    const bad = resultsIn(request.body).findIndex(({ at }) => at !== undefined);
    (bad === -1 ? status(202) : status(400, refusal(400, `[${bad}].at`)))(request, response, index);
  });
  const { reporter } = setUpReporter({ url });
  reporter.record(true);
  reporter.record({ outcome: 'failed', errorCode: 'TIMEOUT', at: Date.now() - 60_000 });
  expect(await reporter.flush()).toBe(true);
  expect(requests).toHaveLength(3);
  expect(reporter.counts).toMatchObject({ sent: 1, rejected: 1 });
  expect(results().at(-1)).toEqual({ outcome: 'solved' });
});

test('a request that is too large for a proxy is sent in smaller ones', async () => {
  const { url } = await setUpLocalMonitor((request, response, index) =>
    (resultsIn(request.body).length > 20 ? status(413) : status(202))(request, response, index),
  );
  const { reporter } = setUpReporter({ url });
  for (let i = 0; i < 150; i += 1) reporter.record(true);
  expect(await reporter.flush()).toBe(true);
  expect(reporter.counts).toMatchObject({ sent: 150, rejected: 0 });
});

test('one that is too large for a proxy with a single result waits', async () => {
  const { url, requests } = await setUpLocalMonitor(status(413));
  const { reporter, problems } = setUpReporter({ url });
  reporter.record(true);
  reporter.record(true);
  expect(await reporter.flush(1_000)).toBe(false);
  expect(requests.map(({ body }) => resultsIn(body).length)).toEqual([2, 1]);
  expect(reporter.counts).toMatchObject({ sent: 0, rejected: 0, waiting: 2 });
  expect(problems).toEqual(['wrongAddress']);
});

describe('another answer than the monitor’s refuses nothing', () => {
  test.each(FOREIGN_PAGES)('a 400 with %s', async (_name, page) => {
    const { url, requests } = await setUpLocalMonitor((_request, response) => response.writeHead(400).end(page(400)));
    const { reporter, problems } = setUpReporter({ url });
    for (let i = 0; i < 100; i += 1) reporter.record(true);
    expect(await reporter.flush(500)).toBe(false);
    expect(requests).toHaveLength(1);
    expect(reporter.counts).toMatchObject({ sent: 0, rejected: 0, dropped: 0, waiting: 100 });
    expect(problems).toEqual(['wrongAddress']);
  });

  test.each([400, 415, 422])('a page with %s: the same is sent again under the same key', async (code) => {
    const { url, requests } = await setUpLocalMonitor((request, response, index) =>
      (index === 0 ? status(code, {}, { 'retry-after': '1' }) : status(202))(request, response, index),
    );
    const { reporter } = setUpReporter({ url });
    for (let i = 0; i < 100; i += 1) reporter.record(true);
    expect(await reporter.flush()).toBe(true);
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ key: requests[0]?.key, body: requests[0]?.body });
    expect(reporter.counts).toMatchObject({ sent: 100, rejected: 0, waiting: 0 });
  });

  test('a 400 to a reading of the queue: it is sent again', async () => {
    const { url, requests } = await setUpLocalMonitor((request, response, index) =>
      (index === 0 ? status(400, {}, { 'retry-after': '1' }) : status(202))(request, response, index),
    );
    const { reporter, problems } = setUpReporter({ url });
    reporter.recordQueue(7);
    await vi.waitFor(() => expect(requests).toHaveLength(2), WITHIN);
    expect(requests[1]?.body).toBe(requests[0]?.body);
    expect(problems).toEqual(['wrongAddress']);
  });
});

describe('the queue', () => {
  test('the newest reading counts, and no more than one a second is sent', async () => {
    const { url, requests } = await setUpLocalMonitor();
    const { reporter } = setUpReporter({ url });
    reporter.recordQueue(1);
    await vi.waitFor(() => expect(requests).toHaveLength(1), WITHIN);
    for (let depth = 2; depth < 50; depth += 1) reporter.recordQueue(depth, 4);
    await vi.waitFor(() => expect(requests).toHaveLength(2), WITHIN);
    expect(requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/v1/queue', { depth: 1, activeWorkers: null }],
      ['/v1/queue', { depth: 49, activeWorkers: 4 }],
    ]);
    expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThan(900);
  });

  test('is one of several where the process has a name', async () => {
    const { url, requests } = await setUpLocalMonitor();
    setUpReporter({ url, queueSource: 'worker-1' }).reporter.recordQueue(10, 1);
    await vi.waitFor(() => expect(requests).toHaveLength(1), WITHIN);
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([{ depth: 10, activeWorkers: 1, source: 'worker-1' }]);
  });

  test.each([[-1], [1.5], [Number.NaN], [2e9], ['7']])('a depth of %s is left out, and is a problem', async (depth) => {
    const { url, requests } = await setUpLocalMonitor();
    const { reporter, problems } = setUpReporter({ url });
    Reflect.apply(reporter.recordQueue, reporter, [depth]);
    await reporter.flush();
    expect([requests, problems]).toEqual([[], ['rejected']]);
  });
});

describe('without what it needs', () => {
  test.each([
    ['a token', { token: ' ' }, 'notConfigured'],
    ['a token that fits into a header', { token: 'geheim…' }, 'notConfigured'],
    ['an address', { url: 'monitor:8787' }, 'badUrl'],
    ['an address of the web', { url: 'ftp://127.0.0.1' }, 'badUrl'],
  ])('%s, a reporter says so once, counts, and disturbs nothing', async (_name, options, problem) => {
    const { reporter, problems } = setUpReporter(options);
    reporter.record(true);
    reporter.record(false);
    reporter.recordQueue(1);
    expect(await reporter.flush()).toBe(true);
    expect(await reporter.solve('turnstile', async () => 'token')).toBe('token');
    expect(reporter.counts).toMatchObject({ recorded: 3, dropped: 3, waiting: 0 });
    expect(problems).toEqual([problem]);
  });
});

test('a closed reporter counts what comes later as dropped', async () => {
  const { url, requests } = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url });
  reporter.record(true);
  expect(await reporter.close()).toBe(true);
  reporter.record(true);
  expect(reporter.counts).toMatchObject({ recorded: 2, sent: 1, dropped: 1, waiting: 0 });
  expect(requests).toHaveLength(1);
});

test('whatever is given to it, a call returns without a word', () => {
  const { reporter } = setUpReporter({ url: 'http://127.0.0.1:9' });
  const trap = {
    get outcome() {
      throw new Error('no');
    },
  };
  for (const given of [undefined, null, 7, 'x', [], {}, trap, { outcome: 'open' }, { outcome: 'solved', at: {} }]) {
    expect(Reflect.apply(reporter.record, reporter, [given, trap])).toBeUndefined();
  }
  expect(reporter.counts.waiting).toBeGreaterThan(0);
});

describe('what an answer means', () => {
  const AGAIN = { kind: 'again', waitMs: 60_000 };
  test.each([
    [202, null, { kind: 'taken' }],
    [200, null, { ...AGAIN, problem: 'wrongAddress' }],
    [302, null, { ...AGAIN, problem: 'wrongAddress' }],
    [404, null, { ...AGAIN, problem: 'wrongAddress' }],
    [401, null, { ...AGAIN, problem: 'unauthorized' }],
    [403, null, { ...AGAIN, problem: 'unauthorized' }],
    [400, null, { ...AGAIN, problem: 'wrongAddress' }],
    [413, null, { ...AGAIN, problem: 'wrongAddress' }],
    [415, null, { ...AGAIN, problem: 'wrongAddress' }],
    [422, null, { ...AGAIN, problem: 'wrongAddress' }],
    [429, 7_200_000, { kind: 'again', waitMs: 3_600_000, problem: 'unreachable' }],
    [503, null, { kind: 'again', waitMs: null, problem: 'unreachable' }],
  ])('%s', (code, retryAfter, verdict) => {
    const answer = { status: code, retryAfterMs: retryAfter, isRefusal: false, field: null };
    expect(verdictOn(answer, 1)).toEqual(verdict);
  });

  test.each([
    [400, { kind: 'split' }],
    [413, { kind: 'split' }],
    [422, { kind: 'lost' }],
    [415, { ...AGAIN, problem: 'wrongAddress' }],
  ])('%s of the monitor', (code, verdict) => {
    expect(verdictOn({ status: code, retryAfterMs: null, isRefusal: true, field: null }, 1)).toEqual(verdict);
  });
});

test.each([
  ['3', 3_000],
  ['0.5', 500],
  ['Fri, 02 Jan 2026 00:00:05 GMT', 5_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 0],
  ['soon', null],
  [undefined, null],
])('Retry-After: %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-01-02T00:00:00Z'))).toBe(ms);
});

test.each([
  [1, 125, 250],
  [2, 250, 500],
  [8, 15_000, 30_000],
  [50, 15_000, 30_000],
])('the pause after %s failures is between %s and %s ms', (failures, least, most) => {
  expect([pauseMs(failures, () => 0), pauseMs(failures, () => 1)]).toEqual([least, most]);
});
