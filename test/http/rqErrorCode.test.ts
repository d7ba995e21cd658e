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
