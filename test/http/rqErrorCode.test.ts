import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rqErrorCode } from '../../src/http/rqErrorCode.ts';
import { runs } from '../fixtures/runs.ts';

const traceback = (last: string) =>
  `Traceback (most recent call last):\n  File "/srv/tasks.py", line 12, in solve\n    raise error\n${last}\n`;

test.each([
  [
    'a code of CaptchaAI',
    'twocaptcha.exceptions.api.ApiException: ERROR_CAPTCHA_UNSOLVABLE',
    'ERROR_CAPTCHA_UNSOLVABLE',
  ],
  ['a code alone', 'Exception: ERROR_ZERO_BALANCE', 'ERROR_ZERO_BALANCE'],
  ['a code with a sentence', 'Failed: ERROR_WRONG_USER_KEY: check key 0123', 'ERROR_WRONG_USER_KEY'],
  ['a block', 'ApiException: ERROR: 1001', 'ERROR: 1001'],
  ['no code, but a class', 'requests.exceptions.ConnectionError: HTTPSConnectionPool(host=…)', 'CONNECTION_ERROR'],
  ['a class without text', 'ValueError', 'VALUE_ERROR'],
  ['an abbreviation', 'urllib.error.HTTPError: HTTP Error 503', 'HTTP_ERROR'],
  ['a timeout of requests', 'requests.exceptions.ReadTimeout: read timed out', 'TIMEOUT'],
  ['a class in small letters', 'socket.gaierror: [Errno -2] Name or service not known', 'GAIERROR'],
  ['a timeout in small letters', 'socket.timeout: timed out', 'TIMEOUT'],
  ['a class with digits', 'solver.Http2Failed: GOAWAY', 'HTTP2_FAILED'],
  ['a class of a function', 'tasks.solve.<locals>.PageGone: 404', 'PAGE_GONE'],
  ['a second line', 'api.ApiException: ERROR_CAPTCHA_UNSOLVABLE\nRetry later', 'ERROR_CAPTCHA_UNSOLVABLE'],
  ['a code in the second line', 'api.ApiException: refused\nERROR_ZERO_BALANCE', 'ERROR_ZERO_BALANCE'],
  ['a second line like a class', 'api.PageGone: 404\nHint: retry later', 'PAGE_GONE'],
  ['indented lines of a text', 'api.PageGone: 404\n  while loading\n  the page', 'PAGE_GONE'],
  ['a text that begins with a line end', 'api.PageGone: \n404', 'PAGE_GONE'],
  ['a timeout of RQ', 'rq.timeouts.JobTimeoutException: Task exceeded maximum timeout value (180 seconds)', 'TIMEOUT'],
  [
    "RQ's own sentence",
    'Moved to FailedJobRegistry, due to AbandonedJobError, at 2026-11-29 09:00:00',
    'ABANDONED_JOB_ERROR',
  ],
  ['a worker that died', 'Work-horse terminated unexpectedly; waitpid returned 9 (signal 9);', 'JOB_FAILED'],
  ['an API key', '0123456789abcdef0123456789abcdef', 'JOB_FAILED'],
  ['an API key in a code', 'ApiException: ERROR_KEY_0123456789ABCDEF0123456789ABCDEF', 'JOB_FAILED'],
  ['a password', 'hunter2', 'JOB_FAILED'],
  ['20 characters in a word of a code', `ERROR_${'A'.repeat(20)}`, `ERROR_${'A'.repeat(20)}`],
  ['21 of them', `ERROR_${'A'.repeat(21)}`, 'JOB_FAILED'],
  ['64 characters', `ERROR_${'ABCDEFG_'.repeat(7)}AB`, `ERROR_${'ABCDEFG_'.repeat(7)}AB`],
  ['65 characters', `ERROR_${'ABCDEFG_'.repeat(7)}ABC`, 'JOB_FAILED'],
])('a traceback that ends with %s', (_name, last, code) => {
  expect(rqErrorCode(traceback(last))).toBe(code);
});

test.each([
  ['no traceback', null],
  ['an empty one', ''],
  ['line ends alone', '\n\n'],
])('%s has a code too', (_name, text) => {
  expect(rqErrorCode(text)).toBe('JOB_FAILED');
});

test('codes in other lines than the last do not count', () => {
  expect(rqErrorCode('ApiException: ERROR_PAGEURL\n\nDuring handling …\n\nKeyError: 1\n')).toBe('KEY_ERROR');
});

test.each([
  ['a timeout in small letters', 'socket.timeout: timed out', 'TIMEOUT'],
  ['a second line', 'api.PageGone: 404\nretry later', 'PAGE_GONE'],
  ['the name of a host', 'it failed at\nshop.example: refused', 'JOB_FAILED'],
])('a text without frames that ends with %s', (_name, text, code) => {
  expect(rqErrorCode(text)).toBe(code);
});

test('the exception that was raised last counts, not its causes', () => {
  const chained = `${traceback('api.ApiException: ERROR_PAGEURL')}\nDuring handling of the above …\n\n`;
  expect(rqErrorCode(chained + traceback('tasks.PageGone: no'))).toBe('PAGE_GONE');
});

test('a long line takes no time', () => {
  const began = performance.now();
  rqErrorCode(traceback('timeout'.repeat(100_000)));
  rqErrorCode('a.'.repeat(300_000));
  expect(performance.now() - began).toBeLessThan(500);
});

/** Class names, codes of CaptchaAI and what is too long to be one. */
const LAST_LINE = fc.stringMatching(
  /^(?:ERROR_[A-Z0-9_]{50,80}|ERROR: ?\d{3,6}|[A-Z][A-Za-z]{1,30}Error(?:: .{0,9})?|[A-Z]{15,30})$/,
);

test('whatever a traceback holds, a code that ingest takes comes out, and no long word', () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 300 }), LAST_LINE), (text) => {
      const code = rqErrorCode(text);
      codes.add(code);
      expect(code).toMatch(/^(?:[A-Z0-9_]{1,64}|ERROR: ?\d{4})$/);
      expect(code).not.toMatch(/[A-Z0-9]{21}/);
    }),
    runs(500),
  );
  expect(codes.size).toBeGreaterThan(50);
});
