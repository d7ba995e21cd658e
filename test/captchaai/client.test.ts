import { createServer, type RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import type { AnswerForm, Mood } from '../../sandbox/captchaai/mood.ts';
import { createCaptchaAiClient } from '../../src/captchaai/client.ts';
import { ERROR_CODES } from '../../src/captchaai/errorCodes.ts';
import type { ProviderFailure } from '../../src/monitor/accounts/providerFailure.ts';
import type { BalanceAnswer, ThreadsAnswer } from '../../src/monitor/ports/provider.ts';
import { setUpCaptchaAi } from '../fixtures/captchaAi.ts';
import { listenLocally } from '../fixtures/localServer.ts';

/** Long enough for an answer from this machine, even a busy one. */
const PATIENT_MS = 5_000;
const IMPATIENT_MS = 60;

let captchaAi: LocalCaptchaAi;

beforeEach(async () => {
  captchaAi = await setUpCaptchaAi({ balanceUsd: 8.42 });
});

async function ask({ timeoutMs = PATIENT_MS, key = captchaAi.key, url = captchaAi.url } = {}): Promise<BalanceAnswer> {
  const answer = await createCaptchaAiClient({ baseUrl: url, apiKey: key, timeoutMs }).getBalance();
  expect(JSON.stringify(answer)).not.toContain(key);
  return answer;
}

async function failure(options: Parameters<typeof ask>[0] = {}): Promise<ProviderFailure> {
  const answer = await ask(options);
  if (answer.ok) throw new Error('the balance was read');
  expect(answer.failure.meaning).not.toBe('');
  expect(answer.failure.advice).not.toBe('');
  return answer.failure;
}

/** A server that answers as the local CaptchaAI never would. */
async function serve(listener: RequestListener): Promise<string> {
  return (await listenLocally(createServer(listener))).url;
}

describe('the balance is read', () => {
  test.each<[string, Partial<AnswerForm>]>([
    ['from a string', { numbersAs: 'string' }],
    ['from a number', { numbersAs: 'number' }],
    ['beside further fields', { errorText: 'none' }],
  ])('%s', async (_name, form) => {
    captchaAi.setForm(form);
    expect(await ask()).toEqual({ ok: true, balanceMicros: 8_420_000 });
  });

  test.each([0, -0.5, 0.00001, 1_234_567.89])('when it is %d', async (usd) => {
    captchaAi.setBalance(usd);
    expect(await ask()).toEqual({ ok: true, balanceMicros: Math.round(usd * 1e6) });
  });

  test('when it comes late but in time', async () => {
    captchaAi.setMood({ slowMs: 20 });
    expect(await ask()).toEqual({ ok: true, balanceMicros: 8_420_000 });
  });

  test('from bare text, as the protocol has it without JSON', async () => {
    const url = await serve((_request, response) => response.end('8.42'));
    expect(await ask({ url })).toEqual({ ok: true, balanceMicros: 8_420_000 });
  });

  test('with one call that asks for nothing else', async () => {
    await ask();
    expect(captchaAi.calls).toEqual([
      { at: expect.any(Number), action: 'getbalance', json: true, keyOk: true, outcome: 'ok' },
    ]);
  });

  test('again after a failure', async () => {
    captchaAi.setMood('reset');
    expect((await ask()).ok).toBe(false);
    captchaAi.setMood('healthy');
    expect((await ask()).ok).toBe(true);
  });
});

describe('an answer that is none', () => {
  test.each<[mood: Mood, of: ProviderFailure['class'], code: string]>([
    ['badGateway', 'outage', 'HTTP_502'],
    ['serverError', 'outage', 'HTTP_500'],
    ['tooManyRequests', 'capacity', 'HTTP_429'],
    ['reset', 'outage', 'UNREACHABLE'],
    ['emptyBody', 'outage', 'UNREADABLE'],
    ['truncatedJson', 'outage', 'UNREADABLE'],
    ['plainText', 'outage', 'UNREADABLE'],
  ])('%s is %s, code %s', async (mood, of, code) => {
    captchaAi.setMood(mood);
    expect(await failure()).toMatchObject({ class: of, code });
  });

  test.each<[string, Mood]>([
    ['later than the timeout', { slowMs: 30_000 }],
    ['never', 'unanswered'],
  ])('that comes %s is an outage, code TIMEOUT', async (_name, mood) => {
    captchaAi.setMood(mood);
    expect(await failure({ timeoutMs: IMPATIENT_MS })).toMatchObject({ class: 'outage', code: 'TIMEOUT' });
  });

  test('that stalls in the middle is an outage, code TIMEOUT', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '40' }).write('{"status":1,');
    });
    expect(await failure({ url, timeoutMs: IMPATIENT_MS })).toMatchObject({ class: 'outage', code: 'TIMEOUT' });
  });

  test('that breaks off in the middle is an outage, code UNREACHABLE', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '40' }).write('{"status":1,');
      setImmediate(() => response.socket?.resetAndDestroy());
    });
    expect(await failure({ url })).toMatchObject({ class: 'outage', code: 'UNREACHABLE' });
  });

  test('that does not end is read only as far as a balance could be', async () => {
    // 32 MB and then silence: whoever wants it all waits for the timeout.
    const url = await serve((_request, response) => void response.writeHead(200).write('x'.repeat(2 ** 25)));
    expect(await failure({ url, timeoutMs: 5_000 })).toMatchObject({ class: 'outage', code: 'UNREADABLE' });
  });

  test('that sends us elsewhere is not followed: the key stays here', async () => {
    const strangers: string[] = [];
    const stranger = await serve((request, response) => {
      strangers.push(request.url ?? '');
      response.end('8.42');
    });
    const url = await serve((request, response) => {
      response.writeHead(302, { location: `${stranger}${request.url}` }).end();
    });
    expect(await failure({ url })).toMatchObject({ class: 'outage', code: 'WRONG_ADDRESS' });
    expect(strangers).toEqual([]);
  });

  test('from a port where nobody listens is an outage, code UNREACHABLE, and says why', async () => {
    const { url } = captchaAi;
    const nobody = await setUpCaptchaAi();
    await nobody.stop();
    expect(await failure({ url: nobody.url })).toMatchObject({
      class: 'outage',
      code: 'UNREACHABLE',
      meaning: expect.stringContaining('ECONNREFUSED'),
    });
    expect((await ask({ url })).ok).toBe(true);
  });
});

describe('an address that is not CaptchaAI’s', () => {
  const html = '<!doctype html><title>Parked</title>';
  test.each([
    ['a page', 200, html],
    ['a page behind spaces', 200, `\n  ${html}`],
    ['no such page', 404, ''],
    ['a method that is not allowed', 405, 'no'],
    ['what is gone', 410, ''],
  ])('%s is said as that', async (_name, status, body) => {
    const url = await serve((_request, response) => void response.writeHead(status).end(body));
    expect(await failure({ url })).toMatchObject({
      code: 'WRONG_ADDRESS',
      meaning: 'CaptchaAI is not at the address in CAPTCHAAI_URL',
      advice: expect.stringContaining('https://ocr.captchaai.com'),
    });
  });

  test.each([
    ['a fault with a page', 502, html, 'HTTP_502'],
    ['a refusal with a page', 403, html, 'HTTP_403'],
    ['no page', 200, 'Maintenance', 'UNREADABLE'],
  ])('%s is not', async (_name, status, body, code) => {
    const url = await serve((_request, response) => void response.writeHead(status).end(body));
    expect(await failure({ url })).toMatchObject({ code });
  });

  test('a name that there is not is said as that', async () => {
    expect(await failure({ url: 'http://captcha.invalid' })).toMatchObject({ code: 'WRONG_ADDRESS' });
  });

  test('of CaptchaAI’s own address nothing of this says that it is wrong', async () => {
    const answer = (status: number, text: string) => ({ status, body: Readable.from([Buffer.from(text)]) });
    for (const send of [
      async () => answer(200, html),
      async () => answer(404, ''),
      async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    ]) {
      const client = createCaptchaAiClient({
        baseUrl: 'https://ocr.captchaai.com',
        apiKey: captchaAi.key,
        send,
      });
      expect(await client.getBalance()).toMatchObject({
        failure: { code: expect.not.stringMatching('WRONG_ADDRESS') },
      });
    }
  });
});

describe('the threads are read', () => {
  const threads = async ({ key = captchaAi.key, url = captchaAi.url, timeoutMs = PATIENT_MS } = {}) => {
    const answer: ThreadsAnswer = await createCaptchaAiClient({ baseUrl: url, apiKey: key, timeoutMs }).getThreads();
    expect(JSON.stringify(answer)).not.toContain(key);
    return answer;
  };

  test.each<[string, Partial<AnswerForm>]>([
    ['beside the status, as strings', { threadsInfo: 'flat', numbersAs: 'string' }],
    ['beside the status, as numbers', { threadsInfo: 'flat', numbersAs: 'number' }],
    ['in the envelope, as strings', { threadsInfo: 'nested', numbersAs: 'string' }],
    ['in the envelope, as numbers', { threadsInfo: 'nested', numbersAs: 'number', errorText: 'none' }],
  ])('where they stand %s', async (_name, form) => {
    captchaAi.setForm(form);
    captchaAi.setThreads({ total: 15, working: 14 });
    expect(await threads()).toEqual({ ok: true, busy: 14, total: 15 });
    expect(captchaAi.calls.at(-1)).toMatchObject({ action: 'threadsinfo', json: true, keyOk: true });
  });

  test.each(['ERROR_EMPTY_ACTION', 'ERROR_WRONG_ACTION', 'UNKNOWN_ACTION'])(
    'unless the account has none and answers %s',
    async (unknownActionCode) => {
      captchaAi.setForm({ threadsInfo: 'unsupported', unknownActionCode });
      expect(await threads()).toEqual({ ok: false, unsupported: true });
    },
  );

  test.each<[mood: Mood, of: ProviderFailure['class'], code: string]>([
    ['badGateway', 'outage', 'HTTP_502'],
    ['tooManyRequests', 'capacity', 'HTTP_429'],
    ['reset', 'outage', 'UNREACHABLE'],
    ['unanswered', 'outage', 'TIMEOUT'],
    [{ code: 'IP_BANNED' }, 'account', 'IP_BANNED'],
    [{ code: 'ERROR_SERVER_ERROR' }, 'outage', 'ERROR_SERVER_ERROR'],
  ])('unless the call fails: %j is %s, code %s', async (mood, of, code) => {
    captchaAi.setMood(mood);
    const timeoutMs = mood === 'unanswered' ? IMPATIENT_MS : PATIENT_MS;
    expect(await threads({ timeoutMs })).toMatchObject({ ok: false, failure: { class: of, code } });
  });

  test('unless the key is refused', async () => {
    expect(await threads({ key: 'not-a-key' })).toMatchObject({ failure: { code: 'ERROR_WRONG_USER_KEY' } });
  });

  test('and a server that repeats the key gets no further', async () => {
    const url = await serve((request, response) =>
      response.end(new URL(request.url ?? '', 'http://x').searchParams.get('key')),
    );
    expect((await threads({ url, key: 'ABCDEF0123456789ABCDEF0123456789' })).ok).toBe(false);
  });
});

describe('a key that is refused', () => {
  test.each([
    ['not-a-key', 'ERROR_WRONG_USER_KEY'],
    ['0'.repeat(32), 'ERROR_KEY_DOES_NOT_EXIST'],
    ['& action=x #%', 'ERROR_WRONG_USER_KEY'],
  ])('"%s" is an account failure, code %s', async (key, code) => {
    expect(await failure({ key })).toMatchObject({ class: 'account', code });
  });

  test('five times gets the address banned, for the good key too', async () => {
    for (let i = 0; i < 5; i += 1) await failure({ key: 'not-a-key' });
    expect(await failure()).toMatchObject({ class: 'account', code: 'IP_BANNED' });
  });

  test.each([
    ['as bare text', (key: string) => key],
    ['in part', (key: string) => `ERROR_${key.slice(4, 26)}`],
    ['eight characters of it in capitals', (key: string) => `ERROR_${key.slice(9, 17).toUpperCase()}`],
    ['in the envelope', (key: string) => JSON.stringify({ status: 0, request: key })],
    ['in a sentence', (key: string) => `No such key: ${key}`],
    ['in capitals', (key: string) => `ERROR_${key.toUpperCase()}`],
    ['in small letters', (key: string) => key.toLowerCase()],
    ['escaped', (key: string) => `{"status":0,"request":"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}"}`],
  ])('is not passed on where the answer repeats it %s', async (_name, body) => {
    for (const key of ['abcdef0123456789abcdef0123456789', 'ABCDEF0123456789ABCDEF0123456789']) {
      const url = await serve((_request, response) => response.end(body(key)));
      const answer = await ask({ key, url });
      expect(answer).toMatchObject({ ok: false, failure: { code: 'UNREADABLE' } });
      expect(JSON.stringify(answer).toLowerCase()).not.toContain(key.toLowerCase());
    }
  });
});

describe('a code', () => {
  const OURS: readonly string[] = ['account', 'capacity', 'outage', 'caller'];
  // For a task it means that no thread is free; our own call needs none, so for it the account is refused.
  const classOf = (code: string, of: string) =>
    code === 'ERROR_ZERO_BALANCE' ? 'account' : OURS.includes(of) ? of : 'unknown';
  const rows = Object.entries(ERROR_CODES).filter(([code]) => code !== 'HTTP_429');

  test.each(rows.map(([code, known]) => [code, classOf(code, known.class), known] as const))(
    '%s is of class %s, with its meaning and advice',
    async (code, of, { meaning, advice }) => {
      captchaAi.setMood({ code });
      expect(await failure()).toEqual({ class: of, code, meaning, advice });
    },
  );

  test.each(['ERROR_FROM_TOMORROW', 'BRAND_NEW_2027', 'ERROR: 1234', 'CONSTRUCTOR'])(
    'that nobody documented, such as %s, is kept as it is',
    async (code) => {
      captchaAi.setMood({ code });
      expect(await failure()).toMatchObject({ class: 'unknown', code });
    },
  );

  test.each(['constructor', '__proto__', 'no such code', `E${'R'.repeat(64)}`])('is not what "%s" is', async (code) => {
    captchaAi.setMood({ code });
    expect(await failure()).toMatchObject({ class: 'outage', code: 'UNREADABLE' });
  });
});
