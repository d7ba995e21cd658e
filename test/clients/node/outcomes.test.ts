import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOutcome } from '../../../clients/node/records/answerOutcome.ts';
import { cleanCode, cleanType, codeIn } from '../../../clients/node/records/cleanNames.ts';
import { thrownOutcome } from '../../../clients/node/records/thrownOutcome.ts';
import { SolveResultBody } from '../../../src/http/solveResultBody.ts';
import { runs } from '../../fixtures/runs.ts';

const API_KEY = '0123456789abcdef0123456789abcdef';
const SITE_KEY = '6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-';
const TURNSTILE_KEY = '0x4AAAAAAADnPIDROrmt1Wwj';
const HCAPTCHA_KEY = 'b76cd927-d266-4cfb-a328-3b03ae07ded6';

class ProxyRefusedError extends Error {}

function errorWith(fields: object, message = 'it failed', cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), fields);
}

function named(name: string): Error {
  return errorWith({ name });
}

describe('what is thrown counts as', () => {
  test.each([
    ['the code that a message begins with', new Error('ERROR_ZERO_BALANCE'), 'ERROR_ZERO_BALANCE'],
    ['the code inside a message', new Error('2captcha error: ERROR_NO_SLOT_AVAILABLE!'), 'ERROR_NO_SLOT_AVAILABLE'],
    ['the code in `err`, not the prose', errorWith({ err: 'ERROR_WRONG_USER_KEY', code: 2 }), 'ERROR_WRONG_USER_KEY'],
    ['the code in `code`', errorWith({ code: 'ERROR_BAD_PROXY' }), 'ERROR_BAD_PROXY'],
    ['a code that does not begin with ERROR', errorWith({ err: 'IP_BANNED' }), 'IP_BANNED'],
    ['a block of CaptchaAI', new Error('ERROR: 1002'), 'ERROR: 1002'],
    ['the code of a cause', new Error('solve failed', { cause: new Error('ERROR_PAGEURL') }), 'ERROR_PAGEURL'],
    ['thrown text with a code', 'ERROR_KEY_DOES_NOT_EXIST', 'ERROR_KEY_DOES_NOT_EXIST'],
    ['thrown text with a code that does not begin with ERROR', 'failed: IP_BANNED', 'IP_BANNED'],
    ['a key in place of a code', new Error(`ERROR_${API_KEY.toUpperCase()}`), 'OTHER'],
    ['a TimeoutError', named('TimeoutError'), 'TIMEOUT'],
    ['AbortSignal.timeout', new DOMException('The operation timed out.', 'TimeoutError'), 'TIMEOUT'],
    ['an abort because of a timeout', errorWith({ name: 'AbortError' }, 'x', named('TimeoutError')), 'TIMEOUT'],
    ['ETIMEDOUT', errorWith({ code: 'ETIMEDOUT' }), 'TIMEOUT'],
    ['ESOCKETTIMEDOUT', errorWith({ code: 'ESOCKETTIMEDOUT' }), 'TIMEOUT'],
    [
      'a timeout of undici',
      new TypeError('fetch failed', { cause: errorWith({ code: 'UND_ERR_HEADERS_TIMEOUT' }) }),
      'TIMEOUT',
    ],
    ['a timeout of axios', errorWith({ code: 'ECONNABORTED' }, 'timeout of 1000ms exceeded'), 'TIMEOUT'],
    ['the word', new Error('Captcha solve timed out'), 'TIMEOUT'],
    [
      'a refused connection',
      new TypeError('fetch failed', { cause: errorWith({ code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    ['an error of the program', new TypeError('x is not a function'), 'TYPE_ERROR'],
    ['a class of its own', new ProxyRefusedError('no'), 'PROXY_REFUSED_ERROR'],
    ['a plain error', new Error(`no page at https://shop.example/?k=${API_KEY}`), 'ERROR'],
    ['nothing', undefined, 'OTHER'],
    ['an object without a class', Object.create(null), 'OTHER'],
    ['text without a code', `see https://shop.example/${SITE_KEY}`, 'OTHER'],
    ['a body in place of a code', errorWith({ err: `<html>${API_KEY}</html>` }), 'ERROR'],
  ])('%s', (_name, thrown, errorCode) => {
    expect(thrownOutcome(thrown)).toEqual({ outcome: 'failed', errorCode });
  });

  test.each([
    ['a task that has not ended', new Error('CAPCHA_NOT_READY')],
    ['thrown text that says so', 'CAPTCHA_NOT_READY'],
    ['an abort by the caller', new DOMException('This operation was aborted', 'AbortError')],
    ['an abort by ABORT_ERR', errorWith({ code: 'ABORT_ERR' })],
    ['a cancelled request of axios', errorWith({ code: 'ERR_CANCELED', name: 'CanceledError' })],
  ])('nothing: %s', (_name, thrown) => {
    expect(thrownOutcome(thrown)).toBeNull();
  });

  test('something, where causes go round in a circle', () => {
    const error = errorWith({});
    Reflect.set(error, 'cause', error);
    expect(thrownOutcome(error)).toEqual({ outcome: 'failed', errorCode: 'ERROR' });
  });
});

describe('what is returned counts as', () => {
  test.each([
    ['a token', '03AGdBq25SxXT-pmSeBXjzScW-EiocHwwpwqtk1QXlJnGnUJCZrgjwLLdt7cb0'],
    ['a token that mentions an error', 'the ERROR_LOG text'],
    ['nothing', undefined],
    ['an answer of the API', { status: 1, request: 'token' }],
    ['an object of a library', { data: 'token', id: '1' }],
    ['an answer without an error', { errorId: 0, solution: {} }],
  ])('solved: %s', (_name, answer) => {
    expect(answerOutcome(answer)).toEqual({ outcome: 'solved' });
  });

  test.each([
    ['a refusal', { status: 0, request: 'ERROR_ZERO_BALANCE' }, 'ERROR_ZERO_BALANCE'],
    ['a refusal whose status is text', { status: '0', request: 'ERROR_PAGEURL' }, 'ERROR_PAGEURL'],
    ['a refusal with another code', { status: 0, request: 'MAX_USER_TURN' }, 'MAX_USER_TURN'],
    ['a refusal of createTask', { errorId: 1, errorCode: 'ERROR_KEY_DOES_NOT_EXIST' }, 'ERROR_KEY_DOES_NOT_EXIST'],
    ['the bare text of the API', 'ERROR_WRONG_USER_KEY', 'ERROR_WRONG_USER_KEY'],
    ['a block', 'ERROR: 1001', 'ERROR: 1001'],
  ])('failed: %s', (_name, answer, errorCode) => {
    expect(answerOutcome(answer)).toEqual({ outcome: 'failed', errorCode });
  });

  test.each([[{ status: 0, request: 'CAPCHA_NOT_READY' }], ['CAPCHA_NOT_READY']])('nothing: %j', (answer) => {
    expect(answerOutcome(answer)).toBeNull();
  });
});

describe('names', () => {
  test.each([
    ['timeout', 'TIMEOUT'],
    ['HTTPError', 'HTTP_ERROR'],
    ['proxy refused', 'PROXY_REFUSED'],
    ['HTTP_429', 'HTTP_429'],
    ['Http2ConnectionError', 'HTTP2_CONNECTION_ERROR'],
    ['x'.repeat(64), 'X'.repeat(64)],
    ['x'.repeat(65), null],
    [`ERROR_${'X'.repeat(20)}`, `ERROR_${'X'.repeat(20)}`],
    [`ERROR_${'X'.repeat(21)}`, 'OTHER'],
    [`ERROR_${'ABCDEFG_'.repeat(7)}AB`, `ERROR_${'ABCDEFG_'.repeat(7)}AB`],
    [`ERROR_${'ABCDEFG_'.repeat(7)}ABC`, 'OTHER'],
    ['', null],
    [API_KEY, null],
    [SITE_KEY, null],
    [TURNSTILE_KEY, null],
    [HCAPTCHA_KEY, null],
    [`ERROR_${API_KEY.toUpperCase()}`, 'OTHER'],
    ['https://shop.example/login', null],
    ['shop.example', null],
  ])('%s is the code %s', (text, code) => {
    expect(cleanCode(text)).toBe(code);
  });

  test.each([
    ['turnstile', 'turnstile'],
    [' recaptcha_v3 ', 'recaptcha_v3'],
    [SITE_KEY, null],
    ['https://a.example', null],
  ])('%s is the type %s', (text, type) => {
    expect(cleanType(text)).toBe(type);
  });

  test('whatever text comes, a code is one that ingest takes', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z_ :-]{1,80}$/)), (text) => {
        for (const code of [cleanCode(text), codeIn(text)]) {
          if (code === null) continue;
          found += 1;
          expect(code).toMatch(/^(?:[A-Z0-9_]{1,64}|ERROR: ?\d{3,5})$/);
          expect(SolveResultBody.safeParse({ outcome: 'failed', errorCode: code }).success).toBe(true);
        }
      }),
      runs(200),
    );
    expect(found).toBeGreaterThan(10);
    // It computes all the while.
  }, 30_000);
});
