import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damaged } from '../fixtures/bytes.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { createModel, type Sent } from '../fixtures/ingestModel.ts';
import { openOther } from '../fixtures/otherConnection.ts';
import { runs } from '../fixtures/runs.ts';
import { NOW, setUpServer, TOKEN } from '../fixtures/server.ts';

const DAY = 86_400_000;
const INSIDES = / {4}at |node_modules|\.ts\b|SQLITE|Zod/;

const nearly = <T>(right: fc.Arbitrary<T>, ...wrong: unknown[]) =>
  fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...wrong), fc.jsonValue()) },
  );
const words = fc.oneof(
  fc.constantFrom('ERROR_A', 'TIMEOUT', '__proto__', 'a\nb', "'; --"),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
);
const time = fc.oneof(
  fc.integer({ min: NOW - 9 * DAY, max: NOW + 9 * DAY }),
  fc
    .date({ min: new Date(NOW - 9 * DAY), max: new Date(NOW + 9 * DAY), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const result = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record(
      {
        outcome: nearly(fc.constantFrom('solved', 'failed'), 'SOLVED', ''),
        errorCode: nearly(fc.constant(null), 'A'),
        latencyMs: nearly(fc.double({ min: 0, max: DAY, noNaN: true }), -1, DAY + 1),
        costUsd: nearly(fc.double({ min: 0, max: 1_000, noNaN: true }), -1e-9, 1_001),
        captchaType: nearly(words, ''),
        at: nearly(time, 0, -1, '3000-01-01T00:00:00Z'),
      },
      { requiredKeys: ['outcome'] },
    ),
  },
  { weight: 6, arbitrary: fc.record({ outcome: fc.constant('failed'), errorCode: nearly(words, '', 1) }) },
  { weight: 1, arbitrary: fc.record({ outcome: fc.constant('solved'), extra: fc.jsonValue() }) },
);
const results = fc.array(result, { minLength: 0, maxLength: 8 });
const json = fc.oneof(result, results).map((value) => Buffer.from(JSON.stringify(value)));
const lines = results.map((all) => Buffer.from(all.map((each) => JSON.stringify(each)).join('\n')));

/** What a clock does between two requests. */
const jumps = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 5_000) },
  { weight: 1, arbitrary: fc.constantFrom(-DAY, DAY, -1) },
);
const sent = fc.record({
  body: fc.oneof(damaged(json), damaged(lines)),
  ndjson: fc.boolean(),
  key: fc.option(
    fc.nat(30).map((n) => `key-${n}`),
    { nil: null },
  ),
});

async function listen() {
  const file = join(temporaryFolder(), 'monitor.db');
  const clock = { now: NOW };
  const server = await setUpServer({ file, now: () => clock.now, requestsPerMinute: 1e8 });
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' });
  return { server, clock, url, port: Number(new URL(url).port), db: openOther(file) };
}

async function post(url: string, { body, ndjson, key }: Omit<Sent, 'now'>) {
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    'content-type': ndjson ? 'application/x-ndjson' : 'application/json',
    ...(key === null ? {} : { 'idempotency-key': key }),
  };
  const response = await fetch(`${url}/v1/results`, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: response.status, text: await response.text() };
}

test('any body is taken or refused in words, and what was answered 202 is exactly what is stored, whatever the clock does', async () => {
  const { server, clock, url, db } = await listen();
  const model = createModel();
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 4 }), jumps, async (requests, jump) => {
      clock.now = Math.min(Math.max(clock.now + jump, NOW - 3 * DAY), NOW + 3 * DAY);
      const { now } = clock;
      const starts: number[] = [];
      const codes: string[] = [];
      for (const request of requests) {
        const answer = await post(url, request);
        expect(answer.status, answer.text).toBeLessThan(500);
        expect(answer.text).not.toMatch(INSIDES);
        const stored = model.answered({ ...request, now }, answer.status);
        if (answer.status === 202) expect(JSON.parse(answer.text)).toEqual({ accepted: stored.accepted });
        else expect(JSON.parse(answer.text).message).toMatch(/[.?]$/);
        starts.push(...stored.starts);
        codes.push(...stored.codes);
      }
      model.expectIn(db, starts, codes);
    }),
    runs(150),
  );
  expect(server.logged()).not.toMatch(/"level":"(error|fatal)"|request failed/);
}, 60_000);

test('requests that come at once count each key once, and everything else as often as it was taken', async () => {
  const { url, db } = await listen();
  let round = 0;
  let expected = 0;
  const request = fc.record({ key: fc.option(fc.nat(3), { nil: null }), n: fc.integer({ min: 1, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 10 }), async (requests) => {
      round += 1;
      const answers = await Promise.all(
        requests.map(async ({ key, n }) => {
          const body = Buffer.from(JSON.stringify(Array(n).fill({ outcome: 'solved' })));
          const { status } = await post(url, { body, ndjson: false, key: key === null ? null : `${round}-${key}` });
          return { key, n, status };
        }),
      );
      for (const { n } of answers.filter(({ key }) => key === null)) expected += n;
      for (const [, same] of Map.groupBy(
        answers.filter(({ key }) => key !== null),
        ({ key }) => key,
      )) {
        const taken = same.filter(({ status }) => status === 202);
        // All that were taken are the same request; whichever came first decides which one.
        expect(new Set(taken.map(({ n }) => n)).size).toBe(1);
        expect(
          same.filter(({ status }) => status !== 202).every(({ status, n }) => status === 422 && n !== taken[0]?.n),
        ).toBe(true);
        expected += taken[0]?.n ?? 0;
      }
      expect({ ...db.prepare('select sum(solved) as n from solve_buckets').get() }).toEqual({ n: expected });
    }),
    runs(40),
  );
}, 60_000);

test('any bytes on the wire are answered without a 5xx or cut off, and no answer of 202 is for nothing', async () => {
  const { server, url, port, db } = await listen();
  const whole = fc
    .tuple(
      json,
      fc.boolean(),
      fc.constantFrom('POST', 'GET', 'BREW', 'OPTIONS'),
      fc.constantFrom('/v1/results', '/v1/queue', '/healthz', '/openapi.json', '/%zz'),
    )
    .map(([body, chunked, method, path]) => {
      const framing = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
      const head = `${method} ${path} HTTP/1.1\r\nHost: m\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`;
      const framed = chunked ? [`${body.length.toString(16)}\r\n`, body, '\r\n0\r\n\r\n'] : [body];
      return Buffer.concat([head, ...framed].map((piece) => Buffer.from(piece)));
    });
  const several = fc.array(whole, { minLength: 1, maxLength: 3 }).map((all) => Buffer.concat(all));
  const kept = () =>
    Number(db.prepare('select coalesce(sum(solved + failed), 0) as n from solve_buckets').get()?.['n']);
  await fc.assert(
    fc.asyncProperty(damaged(several), async (bytes) => {
      const before = kept();
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.end(bytes);
      const answer = await text(socket).catch(() => '');
      expect(answer).not.toMatch(/HTTP\/1\.1 5/);
      expect(answer).not.toMatch(INSIDES);
      const accepted = [...answer.matchAll(/"accepted":(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
      const queued = Number(db.prepare("select count(*) as n from readings where metric = 'queueDepth'").get()?.['n']);
      expect(kept() - before).toBeGreaterThanOrEqual(accepted - queued);
    }),
    runs(150),
  );
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(server.logged()).not.toMatch(/"level":"(error|fatal)"|request failed/);
}, 60_000);
