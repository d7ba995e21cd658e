import { describe, expect, test } from 'vitest';
import { ERROR_CODES, explainCode } from '../../src/captchaai/errorCodes.ts';
import type { CodeClass } from '../../src/monitor/record/codes.ts';

/** What is documented of each code: who has to act on it. */
const DOCUMENTED: Readonly<Record<CodeClass, readonly string[]>> = {
  account: [
    'ERROR_WRONG_USER_KEY',
    'ERROR_KEY_DOES_NOT_EXIST',
    'IP_BANNED',
    'ERROR_IP_BANNED',
    'ERROR_IP_NOT_ALLOWED',
    'ERROR: 1002',
    'ERROR: 1004',
  ],
  capacity: [
    'ERROR_ZERO_BALANCE',
    'ERROR_NO_SLOT_AVAILABLE',
    'ERROR_TOO_MUCH_REQUESTS',
    'HTTP_429',
    'MAX_USER_TURN',
    'ERROR: 1001',
    'ERROR: 1003',
    'ERROR: 1005',
  ],
  caller: [
    'ERROR_PAGEURL',
    'ERROR_GOOGLEKEY',
    'ERROR_WRONG_GOOGLEKEY',
    'ERROR_BAD_TOKEN_OR_PAGEURL',
    'ERROR_BAD_PARAMETERS',
    'ERROR_DOMAIN_NOT_ALLOWED',
    'ERROR_ZERO_CAPTCHA_FILESIZE',
    'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
    'ERROR_WRONG_FILE_EXTENSION',
    'ERROR_IMAGE_TYPE_NOT_SUPPORTED',
    'ERROR_UPLOAD',
    'ERROR_CAPTCHAIMAGE_BLOCKED',
    'TOO_MANY_BAD_IMAGES',
    'ERROR_WRONG_ID_FORMAT',
    'ERROR_WRONG_CAPTCHA_ID',
    'ERROR_NO_SUCH_CAPCHA_ID',
    'ERROR_EMPTY_ACTION',
    'ERROR_PROXY_FORMAT',
  ],
  proxy: ['ERROR_BAD_PROXY', 'ERROR_PROXY_CONNECTION_FAILED'],
  solver: ['ERROR_CAPTCHA_UNSOLVABLE', 'ERROR_BAD_DUPLICATES', 'ERROR_TOKEN_EXPIRED', 'TIMEOUT'],
  outage: ['ERROR_SERVER_ERROR', 'ERROR_INTERNAL_SERVER_ERROR'],
  none: [
    'CAPCHA_NOT_READY',
    'CAPTCHA_NOT_READY',
    'OK_REPORT_RECORDED',
    'ERROR_REPORT_NOT_RECORDED',
    'ERROR_DUPLICATE_REPORT',
    'ERROR_IP_ADDRES',
  ],
};
const rows = Object.entries(DOCUMENTED).flatMap(([of, names]) => names.map((name) => [name, of] as const));

describe('a documented code', () => {
  test.each(rows)('%s is of class %s, with a meaning and advice', (name, of) => {
    const code = explainCode(name);
    expect(code?.class).toBe(of);
    expect(code?.meaning).toMatch(/^[A-Z].{5,}[^.]$/);
    expect(code?.advice).toMatch(/^[A-Z].{3,}[^.]$/);
  });

  test('is one of these, and there are no others', () => {
    expect(Object.keys(ERROR_CODES).sort()).toEqual(rows.map(([name]) => name).sort());
  });

  test('that may have two causes names both', () => {
    expect(explainCode('ERROR_ZERO_BALANCE')?.meaning).toMatch(/threads.*funds/);
    expect(explainCode('ERROR_KEY_DOES_NOT_EXIST')?.meaning).toMatch(/unknown.*threads/);
  });
});

test.each(['ERROR_FROM_TOMORROW', 'error_pageurl', ' ERROR_PAGEURL', '', 'constructor', '__proto__', 'toString'])(
  '"%s" is unknown',
  (name) => {
    expect(explainCode(name)).toBeNull();
  },
);
