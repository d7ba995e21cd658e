import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, PIPELINE, type ServerFixture, setUpServer } from '../fixtures/server.ts';

const solved = { outcome: 'solved' };
const KEY = '8e03978e-40d5-43dd-bc93-6894a57f9324';
const under = (key: string) => ({ 'idempotency-key': key });

let server: ServerFixture;

beforeEach(async () => {
  server = await setUpServer();
});

describe('a request with a key', () => {
  test('that is repeated gets the same answer and counts once, also in the metrics', async () => {
    const body = [solved, { outcome: 'failed', errorCode: 'A' }];
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await server.post('/v1/results', body, under(KEY)));
    expect(answers.map(({ statusCode, body: text }) => [statusCode, text])).toEqual(
      Array(3).fill([202, '{"accepted":2}']),
    );
    expect(await server.period()).toMatchObject({ solved: 1, failed: 1, byCode: [{ code: 'A', count: 1 }] });
    expect(await server.metrics.registry.metrics()).toContain('captchaai_monitor_results_total{outcome="solved"} 1');
  });

  test('that is repeated counts at the time of the first', async () => {
    let now = NOW;
    server = await setUpServer({ now: () => now });
    await server.post('/v1/results', solved, under(KEY));
    now += 3_600_000;
    expect((await server.post('/v1/results', solved, under(KEY))).statusCode).toBe(202);
    expect((await server.disk.results.period(PIPELINE, NOW, NOW + 5_000)).solved).toBe(1);
    expect(await server.kept()).toBe(1);
  });

  test.each<[name: string, other: unknown]>([
    ['other results', { outcome: 'failed' }],
    ['more results', [solved, solved]],
    ['another time', { ...solved, at: NOW }],
  ])('is refused with %s', async (_name, other) => {
    await server.post('/v1/results', solved, under(KEY));
    const response = await server.post('/v1/results', other, under(KEY));
    expect(response.statusCode).toBe(422);
    expect(response.json()).toEqual({
      statusCode: 422,
      message: expect.stringMatching(/^This Idempotency-Key was sent with another body before\. Use a new key/),
      field: 'Idempotency-Key',
    });
    expect(await server.kept()).toBe(1);
    expect(await server.metrics.registry.metrics()).toContain('captchaai_monitor_results_total{outcome="solved"} 1');
  });

  test('may be written with other spaces, or as one line, when it is repeated', async () => {
    await server.post('/v1/results', '[{"outcome":"solved"}]', under(KEY));
    await server.post('/v1/results', ' [ {"outcome" : "solved"} ]\n', under(KEY));
    await server.post('/v1/results', '{"outcome":"solved"}\n', {
      ...under(KEY),
      'content-type': 'application/x-ndjson',
    });
    expect(await server.kept()).toBe(1);
  });

  test('twice at once counts once, and the second waits for the first', async () => {
    const disk = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    server = await setUpServer({
      add: async (write) => {
        writing.resolve();
        await disk.promise;
        await write();
      },
    });
    let answered = 0;
    const post = () =>
      server.post('/v1/results', solved, under(KEY)).then((response) => {
        answered += 1;
        return response;
      });
    const first = post();
    await writing.promise;
    const others = Array.from({ length: 20 }, post);
    await server.app.inject('/healthz');
    expect(answered).toBe(0);
    disk.resolve();
    const answers = await Promise.all([first, ...others]);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
    expect(await server.kept()).toBe(1);
  });

  test('that could not be saved counts when it is repeated', async () => {
    let broken = true;
    server = await setUpServer({ add: (write) => (broken ? Promise.reject(new Error('disk full')) : write()) });
    expect((await server.post('/v1/results', solved, under(KEY))).statusCode).toBe(503);
    broken = false;
    for (let i = 0; i < 2; i += 1) {
      expect((await server.post('/v1/results', solved, under(KEY))).statusCode).toBe(202);
    }
    expect(await server.kept()).toBe(1);
  });

  test('that was refused leaves its key for the corrected body', async () => {
    expect((await server.post('/v1/results', { outcome: 'maybe' }, under(KEY))).statusCode).toBe(400);
    expect((await server.post('/v1/results', solved, under(KEY))).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test('shows its key neither in the log nor in an answer', async () => {
    let broken = true;
    server = await setUpServer({ add: (write) => (broken ? Promise.reject(new Error('disk full')) : write()) });
    const failed = await server.post('/v1/results', solved, under(KEY));
    broken = false;
    await server.post('/v1/results', solved, under(KEY));
    const refused = await server.post('/v1/results', [solved, solved], under(KEY));
    expect(refused.statusCode).toBe(422);
    for (const text of [server.logged(), failed.body, refused.body]) expect(text).not.toContain(KEY);
  });
});

describe('a key', () => {
  test.each([
    ['1 character', 'x'],
    ['255 characters', 'x'.repeat(255)],
    ['quotes', '"a-key"'],
    ['! and ~', '!~'],
  ])('of %s is taken', async (_name, key) => {
    expect((await server.post('/v1/results', solved, under(key))).statusCode).toBe(202);
    await server.post('/v1/results', solved, under(key));
    expect(await server.kept()).toBe(1);
  });

  test.each([
    ['no characters', ''],
    ['256 characters', 'x'.repeat(256)],
    ['a space', 'a b'],
    ['other letters', 'schlüssel'],
  ])('of %s is refused', async (_name, key) => {
    const response = await server.post('/v1/results', solved, under(key));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({
      statusCode: 400,
      message: 'Idempotency-Key must be 1 to 255 visible ASCII characters without spaces.',
      field: 'Idempotency-Key',
    });
    expect(await server.kept()).toBe(0);
  });

  test('in capitals is another', async () => {
    await server.post('/v1/results', solved, under('a'));
    await server.post('/v1/results', solved, under('A'));
    expect(await server.kept()).toBe(2);
  });

  test('of a queue is not needed: a depth that is sent again is only said again', async () => {
    for (let i = 0; i < 2; i += 1) {
      expect((await server.post('/v1/queue', { depth: 5 }, under(KEY))).statusCode).toBe(202);
    }
    expect(await server.disk.readings.newest(PIPELINE, 'queueDepth')).toMatchObject({ value: 5 });
  });

  test('is in /openapi.json', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json();
    const { parameters, responses } = paths['/v1/results'].post;
    expect(parameters).toEqual([expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: false })]);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['202', '422', '503']));
  });
});
