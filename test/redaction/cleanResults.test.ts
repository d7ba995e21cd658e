import { expect, test } from 'vitest';
import type { SolveResult } from '../../src/monitor/types.ts';
import { createResultCleaner } from '../../src/redaction/cleanResults.ts';
import { createHider } from '../../src/redaction/secretPattern.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const failed: SolveResult = {
  outcome: 'failed',
  errorCode: 'TIMEOUT',
  captchaType: 'turnstile',
  latencyMs: null,
  costMicros: null,
  at: 1,
};

test.each([
  ['as it is', KEY, '[secret]'],
  ['in an address', `ocr.captchaai.com/res.php?key=${KEY}`, 'ocr.captchaai.com/res.php?key=[secret]'],
  ['twice', `${KEY} ${KEY}`, '[secret] [secret]'],
  ['with what nobody sees in its midst', `${KEY.slice(0, 9)}\u200b${KEY.slice(9)}\ufeff`, '[secret]'],
  ['with a control in its midst', `${KEY.slice(0, 9)}\0${KEY.slice(9)}`, '[secret]'],
  ['cut short', KEY.slice(0, 22), '[secret]'],
  ['eight characters of it in capitals', `ERROR_${KEY.slice(9, 17).toUpperCase()}`, 'ERROR_[secret]'],
  ['another one, after its name', 'res.php?key=f00', 'res.php?key=[secret]'],
  ['escaped', `key=%30${KEY.slice(1)}`, 'key=[secret]'],
])('a secret in a code or a type is taken out: %s', (_name, text, expected) => {
  const clean = createResultCleaner(createHider([KEY]));
  expect(clean({ ...failed, errorCode: text })).toEqual({ ...failed, errorCode: expected });
  expect(clean({ ...failed, captchaType: text })).toEqual({ ...failed, captchaType: expected });
});

test.each([
  ['another code', [KEY], failed],
  ['seven characters of the key', [KEY], { ...failed, errorCode: KEY.slice(9, 16) }],
  ['no code', [KEY], { ...failed, outcome: 'solved', errorCode: null, captchaType: null } as const],
  ['anything, where there is no secret', [], failed],
])('%s stays the very same', (_name, secrets, result) => {
  expect(createResultCleaner(createHider(secrets))(result)).toBe(result);
});
