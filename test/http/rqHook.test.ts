import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, type ServerFixture, setUpServer } from '../fixtures/server.ts';

const PATH = '/v1/hooks/rq';
const ENDED = '2026-04-20T11:59:30.123456+00:00';
const TOKEN_OF_A_SOLVE = '03AGdBq25SxXT-pmSeBXjzScW-EiocHwwpwqtk1QXlJnGnU';

/** As rq/webhook.py of RQ 2.10 makes it. */
const finished = {
  job_id: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  func_name: 'shop.tasks.solve_turnstile',
  status: 'finished',
  enqueued_at: '2026-04-20T11:59:00.000001+00:00',
  ended_at: ENDED,
  result: TOKEN_OF_A_SOLVE,
};
const { result: _result, ...withoutResult } = finished;
const failed = {
  ...withoutResult,
  status: 'failed',
  exc_info: `Traceback (most recent call last):\n  File "tasks.py", line 3, in solve\n    requests.get("https://x/?key=0123")\ntwocaptcha.api.ApiException: ERROR_CAPTCHA_UNSOLVABLE\n`,
};

let server: ServerFixture;

beforeEach(async () => {
  server = await setUpServer();
});

describe('the webhook of RQ', () => {
  test('of a finished job counts as solved, and the time in the queue is no latency', async () => {
    const response = await server.post(PATH, finished);
    expect([response.statusCode, response.json()]).toEqual([202, { accepted: 1 }]);
    expect(await server.period()).toMatchObject({ solved: 1, failed: 0, latencyCount: 0 });
    expect(await server.metrics.registry.metrics()).toContain('captchaai_monitor_results_total{outcome="solved"} 1');
  });

  test('of a failed job counts with the code of the last line, and nothing else of the traceback is kept', async () => {
    expect((await server.post(PATH, failed)).statusCode).toBe(202);
    expect(await server.period()).toMatchObject({
      solved: 0,
      failed: 1,
      byCode: [{ code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 1 }],
    });
    expect(server.logged()).not.toMatch(/Traceback|key=0123/);
  });

  test('counts by the type that its address names', async () => {
    await server.post(`${PATH}?captchaType=turnstile`, finished);
    const types = await server.disk.results.byType('default', 0, NOW * 2);
    expect(types).toEqual([expect.objectContaining({ type: 'turnstile', solved: 1 })]);
  });

  test('that comes again for the same end of a job counts once, also with another text or status', async () => {
    await server.post(PATH, failed);
    await server.post(PATH, failed);
    await server.post(PATH, { ...failed, exc_info: 'ValueError' });
    await server.post(PATH, finished);
    expect(await server.kept()).toBe(1);
    expect(await server.metrics.registry.metrics()).toContain('captchaai_monitor_results_total{outcome="failed"} 1');
  });

  test('counts again where a job that keeps its id has ended again', async () => {
    await server.post(PATH, failed);
    await server.post(PATH, { ...finished, ended_at: '2026-04-20T11:59:45.000000+00:00' });
    expect(await server.period()).toMatchObject({ solved: 1, failed: 1 });
  });

  test.each([
    ['an Idempotency-Key that says the same', { 'idempotency-key': finished.job_id }],
    ['none', {}],
  ])('is apart from results with %s', async (_name, headers) => {
    await server.post('/v1/results', { outcome: 'solved' }, headers);
    await server.post(PATH, finished);
    expect(await server.kept()).toBe(2);
  });

  test.each(['CAPCHA_NOT_READY', 'CAPTCHA_NOT_READY'])('of a job that only polled does not count: %s', async (code) => {
    const response = await server.post(PATH, { ...failed, exc_info: `ApiException: ${code}\n` });
    expect([response.statusCode, response.json()]).toEqual([202, { accepted: 0 }]);
    expect(await server.kept()).toBe(0);
  });

  test.each([
    ['no times', { enqueued_at: null, ended_at: null }],
    ['times without an offset, which are UTC', { enqueued_at: null, ended_at: '2026-04-20T11:59:30.123456' }],
    ['times without fractions', { ended_at: '2026-04-20T11:59:30+00:00' }],
    ['a field of a later version', { worker_name: 'w1' }],
    ['no function', { func_name: null }],
    ['a result that is no text', { result: { token: 'x', list: [1, null] } }],
  ])('may have %s', async (_name, fields) => {
    expect((await server.post(PATH, { ...finished, ...fields })).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test.each([
    ['no id', { job_id: undefined }, 'job_id must be text.', 'job_id'],
    ['an empty id', { job_id: '' }, 'job_id must not be empty.', 'job_id'],
    ['another status', { status: 'started' }, 'status must be "finished" or "failed".', 'status'],
    ['a time that is none', { ended_at: 'today' }, /^ended_at must be a time such as 2026-01-31T09:00:00/, 'ended_at'],
    ['a time ahead', { ended_at: '2026-04-20T12:05:01+00:00' }, /^ended_at is more than 5 minutes ahead/, 'ended_at'],
    ['a time long ago', { ended_at: '2026-04-13T11:59:59+00:00' }, /^ended_at is more than 7 days ago/, 'ended_at'],
    ['a traceback that is no text', { status: 'failed', exc_info: 5 }, 'exc_info must be text.', 'exc_info'],
  ])('with %s is refused by name', async (_name, fields, message, field) => {
    const response = await server.post(PATH, { ...finished, ...fields });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ statusCode: 400, message: expect.stringMatching(message), field });
    expect(await server.kept()).toBe(0);
  });

  test.each([
    ['a list', [finished], /^The body must be an object such as/],
    ['no JSON', '{', /^The body is not JSON/],
  ])('that is %s is refused', async (_name, body, message) => {
    const response = await server.post(PATH, body);
    expect([response.statusCode, response.json().message]).toEqual([400, expect.stringMatching(message)]);
  });

  test('with a misspelt type in its address is refused with a guess', async () => {
    const response = await server.post(`${PATH}?captchatype=turnstile`, finished);
    expect([response.statusCode, response.json().message]).toEqual([
      400,
      'captchatype is not a known field. Did you mean captchaType?',
    ]);
  });

  test('needs the token', async () => {
    const response = await server.post(PATH, finished, { authorization: 'Bearer wrong' });
    expect(response.statusCode).toBe(401);
    expect(await server.kept()).toBe(0);
  });

  test('has the budget of the other routes', async () => {
    server = await setUpServer({ requestsPerMinute: 1 });
    await server.post('/v1/results', { outcome: 'solved' });
    expect((await server.post(PATH, finished)).statusCode).toBe(429);
  });

  test('that could not be saved is answered so, and counts when it comes again', async () => {
    let broken = true;
    server = await setUpServer({ add: (write) => (broken ? Promise.reject(new Error('disk full')) : write()) });
    expect((await server.post(PATH, finished)).statusCode).toBe(503);
    broken = false;
    expect((await server.post(PATH, finished)).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test("sent as GET, RQ's default, gets the answer to use POST", async () => {
    const response = await server.app.inject({ method: 'GET', url: PATH });
    expect([response.statusCode, response.headers['allow'], response.json().message]).toEqual([
      405,
      'POST',
      'Send POST to /v1/hooks/rq, not GET.',
    ]);
  });

  test('is in /openapi.json', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json();
    const { requestBody, responses, security, parameters } = paths[PATH].post;
    expect(security).toEqual([{ bearer: [] }]);
    expect(parameters).toEqual([expect.objectContaining({ in: 'query', name: 'captchaType', required: false })]);
    const { properties, required } = requestBody.content['application/json'].schema;
    expect(required).toEqual(['job_id', 'status']);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(['job_id', 'status', 'ended_at', 'exc_info']));
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['202', '400', '401', '429', '503']));
  });
});
