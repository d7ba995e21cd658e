import { createServer } from 'node:net';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCaptchaAiClient } from '../../src/captchaai/client.ts';
import type { BalanceAnswer, ThreadsAnswer } from '../../src/monitor/ports/provider.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { damaged } from '../fixtures/bytes.ts';
import { listenLocally } from '../fixtures/localServer.ts';
import { runs } from '../fixtures/runs.ts';

const KEY = 'a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D6';
const CLASSES = ['account', 'capacity', 'outage', 'caller', 'unknown'];

/** What the server writes as soon as it is asked, before it hangs up. */
let answer: Buffer = Buffer.alloc(0);
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', () => socket.end(answer));
});
let client: ReturnType<typeof createCaptchaAiClient>;

beforeAll(() =>
  forAll(async (atEnd) => {
    const { url } = await listenLocally(server, atEnd);
    client = createCaptchaAiClient({ baseUrl: url, apiKey: KEY });
  }),
);

const echoes = fc.constantFrom(
  KEY,
  KEY.toUpperCase(),
  `ERROR_${KEY.toUpperCase()}`,
  `key=${KEY}`,
  `ERROR_KEY_${KEY}_X`,
);
const numbers = fc.oneof(
  fc.double().map(String),
  fc.constantFrom(
    '0',
    '-0',
    '12.34',
    '1e999',
    '-1e-17',
    'NaN',
    '1,234.5',
    '0x10',
    ' 5 ',
    '9'.repeat(30),
    '1e9',
    '1000000000.01',
  ),
);
const codes = fc.oneof(
  fc.constantFrom(
    'ERROR_WRONG_USER_KEY',
    'ERROR_KEY_DOES_NOT_EXIST',
    'ERROR_ZERO_BALANCE',
    'ERROR: 1001',
    'CAPCHA_NOT_READY',
    'OK|',
    '__proto__',
  ),
  fc.stringMatching(/^[A-Z_0-9]{1,80}$/),
);
const value = fc.oneof(numbers, codes, echoes, fc.string({ unit: 'binary' }), fc.jsonValue());
const threads = fc.dictionary(
  fc.constantFrom('threads', 'working_threads', 'free_threads', 'x'),
  fc.oneof(value, fc.nat(200)),
);
const envelope = fc
  .record(
    { status: fc.oneof(fc.constantFrom(0, 1, '1'), fc.jsonValue()), request: fc.oneof(value, threads) },
    { requiredKeys: [] },
  )
  .map((body) => JSON.stringify(body));
const page = fc
  .tuple(echoes, fc.string())
  .map(([key, more]) => `<!doctype html><html><body>${more} res.php?key=${key}</body></html>`);
const body = fc
  .oneof(
    envelope,
    threads.map((all) => JSON.stringify(all)),
    value.map(String),
    page,
  )
  .map((text) => Buffer.from(text));

const response = fc
  .tuple(
    damaged(body),
    fc.oneof({ weight: 4, arbitrary: fc.constant(200) }, { weight: 2, arbitrary: fc.integer({ min: 100, max: 599 }) }),
    fc.constantFrom('text/html', 'application/json', 'image/png', 'text/plain; charset=utf-16'),
    fc.constantFrom(
      '',
      'Content-Encoding: gzip\r\n',
      `Location: http://127.0.0.1:1/?key=${KEY}\r\n`,
      `Set-Cookie: k=${KEY}\r\n`,
    ),
    fc.constantFrom('right', 'none', 'short', 'long'),
  )
  .map(([bytes, status, type, header, length]) => {
    const lengths = { right: bytes.length, short: Math.floor(bytes.length / 2), long: bytes.length + 9, none: null };
    const said = lengths[length] === null ? '' : `Content-Length: ${lengths[length]}\r\n`;
    const head = `HTTP/1.1 ${status} ${KEY}\r\nContent-Type: ${type}\r\n${header}${said}Connection: close\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), bytes]);
  });

function expectTyped(found: BalanceAnswer | ThreadsAnswer): void {
  expect(JSON.stringify(found).toLowerCase()).not.toContain(KEY.toLowerCase());
  if ('failure' in found) {
    expect(CLASSES).toContain(found.failure.class);
    expect(found.failure.code).toMatch(/^[A-Z][A-Z0-9_: ]{0,63}$/);
    expect(found.failure.meaning).toMatch(/^[ -~]+$/);
    expect(found.failure.advice).toMatch(/^[ -~]+$/);
  } else if ('balanceMicros' in found) {
    expect(Number.isSafeInteger(found.balanceMicros)).toBe(true);
    expect(Object.is(found.balanceMicros, -0)).toBe(false);
  } else if ('busy' in found) {
    for (const count of [found.busy, found.total]) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  } else {
    expect(found).toEqual({ ok: false, unsupported: true });
  }
}

describe('whatever CaptchaAI, or what stands in its place, sends is one of the typed answers, and never shows the key', () => {
  test.each([
    ['a body of any kind', response],
    ['an answer that was damaged on the way', damaged(response)],
  ])(
    '%s',
    async (_name, arbitrary) => {
      await fc.assert(
        fc.asyncProperty(arbitrary, fc.boolean(), async (bytes, asksBalance) => {
          answer = bytes;
          expectTyped(await (asksBalance ? client.getBalance() : client.getThreads()));
        }),
        runs(200),
      );
    },
    60_000,
  );
});
