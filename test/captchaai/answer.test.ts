import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBalance } from '../../src/captchaai/answer.ts';

const micros = (text: string, status = 200) => {
  const answer = readBalance(status, text);
  return answer.ok ? answer.balanceMicros : answer.failure.code;
};

describe('a balance', () => {
  test.each([
    ['8.42', 8_420_000],
    ['0', 0],
    ['-0.5', -500_000],
    ['142.3', 142_300_000],
    [' 8.42\r\n', 8_420_000],
    ['0.0000004', 0],
    ['0.0000005', 1],
    ['{"status":1,"request":"8.42"}', 8_420_000],
    ['{"status":1,"request":8.42}', 8_420_000],
    ['{"status":1,"request":0}', 0],
    ['{"status":1,"request":" 8.42 "}', 8_420_000],
    ['{"request":"8.42","status":1,"price":null,"error_text":""}', 8_420_000],
  ])('is read from %j', (text, expected) => {
    expect(micros(text)).toBe(expected);
  });

  test('that float arithmetic has left as dust is a balance of 0, not an outage', () => {
    // What PHP makes of 0.1 + 0.2 - 0.3, as a string and as a number of JSON.
    expect(micros('5.5511151231258E-17')).toBe(0);
    expect(micros('{"status":1,"request":5.5511151231258e-17}')).toBe(0);
    expect(micros('-5.5511151231258E-17')).toBe(0);
    expect(micros('-0')).toBe(0);
  });

  test.each([
    ['8.42e0', 8_420_000],
    ['1.5E+3', 1_500_000_000],
    ['1e-6', 1],
    ['{"status":1,"request":1e9}', 1e15],
  ])('is read from %j with its exponent', (text, expected) => {
    expect(micros(text)).toBe(expected);
  });

  test('reads back to the millionth, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e12 }), (value) => {
        expect(micros((value / 1e6).toFixed(6))).toBe(value);
        expect(micros(JSON.stringify({ status: 1, request: (value / 1e6).toFixed(6) }))).toBe(value);
      }),
    );
  });
});

describe('what is no balance', () => {
  test.each([
    [200, '', 'UNREADABLE'],
    [200, 'null', 'UNREADABLE'],
    [200, '[8.42]', 'UNREADABLE'],
    [200, '{}', 'UNREADABLE'],
    [200, '{"status":1}', 'UNREADABLE'],
    [200, '{"status":1,"request":null}', 'UNREADABLE'],
    [200, '{"status":1,"request":true}', 'UNREADABLE'],
    [200, '{"status":1,"request":{"balance":8.42}}', 'UNREADABLE'],
    [200, '{"status":1,"request":"8.4', 'UNREADABLE'],
    [200, '{"status":1,"request":"eight"}', 'UNREADABLE'],
    [200, '8,42', 'UNREADABLE'],
    [200, '8.42 USD', 'UNREADABLE'],
    [200, 'NaN', 'UNREADABLE'],
    [200, 'Infinity', 'UNREADABLE'],
    [200, '0x10', 'UNREADABLE'],
    [200, '1'.repeat(13), 'UNREADABLE'],
    [200, '1e999', 'UNREADABLE'],
    [200, '1e10', 'UNREADABLE'],
    [200, '1e', 'UNREADABLE'],
    [200, '<html><h1>Maintenance</h1></html>', 'UNREADABLE'],
    [200, 'ERROR_PAGEURL', 'ERROR_PAGEURL'],
    [200, 'ERROR: 1005', 'ERROR: 1005'],
    [200, '{"status":0,"request":"IP_BANNED","error_text":"x"}', 'IP_BANNED'],
    [403, 'ERROR_IP_NOT_ALLOWED', 'ERROR_IP_NOT_ALLOWED'],
    [403, '<html>Forbidden</html>', 'HTTP_403'],
    [404, '', 'HTTP_404'],
    [429, '8.42', 'HTTP_429'],
    [500, '8.42', 'HTTP_500'],
    [503, 'ERROR_SERVER_ERROR', 'HTTP_503'],
  ])('HTTP %d with %j is %s', (status, text, code) => {
    expect(micros(text, status)).toBe(code);
  });

  test('an envelope that says it failed is a failure, whatever stands in it', () => {
    expect(readBalance(200, '{"status":0,"request":"0"}').ok).toBe(false);
  });

  test.each(['0', '"0"', 'false', 'null', '2', '"error"'])('and so is one of status %s', (status) => {
    expect(micros(`{"status":${status},"request":"8.42"}`)).toBe('UNREADABLE');
  });

  test.each(['1', '"1"', 'true'])('but not one of status %s', (status) => {
    expect(micros(`{"status":${status},"request":"8.42"}`)).toBe(8_420_000);
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), (text, status) => {
        readBalance(status, text);
        readBalance(status, `{"status":1,"request":${text}}`);
      }),
    );
  });
});
