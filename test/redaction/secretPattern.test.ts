import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHider } from '../../src/redaction/secretPattern.ts';

const API_KEY = '9f3b27c04e8d61a5b09c7f42d8e1360a';
const BOT_TOKEN = 'MTU3NTczMTIwNTUyOTA3NTcxMg.GkV2xQ.q8Rz-3tLw_YbN5sVdE0uJfHcKmPoAiXe';
/** With every kind of character that addresses and JSON write in another way. */
const INGEST_TOKEN = 'In"g\\e/s%t&=+<ZmFzdC1jaGVjaw';
const PASSWORD = 'pässwörd-💥-0123456789';
const SECRETS = [API_KEY, BOT_TOKEN, INGEST_TOKEN, PASSWORD];
const hide = createHider(SECRETS);

/** A piece of one of the secrets that people see as so many characters. */
function pieces(from: number, to: number) {
  return fc.constantFrom(...SECRETS).chain((secret) => {
    const characters = [...secret];
    return fc
      .tuple(fc.nat(characters.length - from), fc.integer({ min: from, max: to }))
      .map(([at, length]) => characters.slice(at, at + length).join(''));
  });
}

const CASES = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/[a-z]/gi, (letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())),
);
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const SPELLINGS = fc.constantFrom<(text: string) => string>(
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => new URLSearchParams({ s: text }).toString().slice(2),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  json,
  (text) => json(json(text)),
  (text) => json(json(json(text))),
  (text) => text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => json(encodeURIComponent(text)),
  (text) => [...text].join('\u200b'),
);
/** Nothing of these letters is in a secret, in an escape or in the name of one. */
const AROUND = fc.string({ unit: fc.constantFrom(' ', '|', '~', '(', '#', '\n', 'ж', '漢', '𝒳'), maxLength: 12 });

describe('eight characters of a secret in a row never come out', () => {
  test('whichever they are, in any case, in addresses and JSON, wherever they stand', () => {
    fc.assert(
      fc.property(pieces(8, 80), CASES, SPELLINGS, AROUND, AROUND, (piece, change, spell, before, after) => {
        expect(hide(`${before}${spell(change(piece))}${after}`)).toBe(`${before}[secret]${after}`);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['in base64', (text: string) => Buffer.from(text).toString('base64')],
    ['in base64 after others', (text: string) => Buffer.from(`user:${text}`).toString('base64')],
    ['in base64 for addresses', (text: string) => Buffer.from(`us:${text}`).toString('base64url')],
    ['in hexadecimal', (text: string) => Buffer.from(text).toString('hex')],
  ])('%s', (_name, write) => {
    for (const secret of SECRETS) {
      for (let at = 0; at + 12 <= secret.length; at += 1) {
        expect(hide(`<${write(secret.slice(at, at + 12))}>`)).toContain('[secret]');
      }
    }
  });

  test.each([
    ['22 of the 32 characters of a key', `ERROR_${API_KEY.slice(0, 22)}`, 'ERROR_[secret]'],
    ['eight from its midst', `x${API_KEY.slice(12, 20).toUpperCase()}x`, 'x[secret]x'],
    ['seven', `x${API_KEY.slice(12, 19)}x`, `x${API_KEY.slice(12, 19)}x`],
    ['the whole of it once, in one', `${API_KEY}!`, '[secret]!'],
    ['two pieces apart', `${API_KEY.slice(0, 9)} ${API_KEY.slice(20)}`, '[secret] [secret]'],
    ['two secrets without a space', API_KEY + BOT_TOKEN, '[secret]'],
    ['half a character is not left', `${[...PASSWORD].slice(0, 9).join('')}💬!`, '[secret]!'],
  ])('%s', (_name, text, expected) => {
    expect(hide(text)).toBe(expected);
  });
});

describe('what is no secret comes out as it was', () => {
  test('fewer than eight characters', () => {
    fc.assert(
      fc.property(
        pieces(1, 7).filter(({ length }) => length < 8),
        AROUND,
        AROUND,
        (piece, before, after) => {
          expect(hide(`${before}${piece}${after}`)).toBe(`${before}${piece}${after}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('any other text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ max: 0xffff, min: 0 }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          // Nobody ever draws eight characters of a random key.
          expect(hide(text)).toBe(text);
        },
      ),
    );
  });

  test.each([
    'ERROR_WRONG_USER_KEY',
    'The bearer token is missing. Send "Authorization: Bearer" with INGEST_TOKEN.',
    'INGEST_TOKEN is missing. Make one up, for example with: openssl rand -hex 24',
    'must be an address such as postgres://user:password@host:5432/database, with what is special',
    'https://ocr.captchaai.com/in.php?googlekey=6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-&pageurl=https://example.com',
    'the key: see the wiki; a token, a password and a secret',
    'https://discord.com/channels/100000000000000001/100000000000000002',
  ])('%s', (text) => {
    expect(hide(text)).toBe(text);
  });
});

test('a text of a megabyte that is nothing but escapes keeps nobody waiting', () => {
  const began = process.cpuUsage();
  const hidden = hide(`${'%25\\\\'.repeat(200_000)}${API_KEY}`);
  const { user } = process.cpuUsage(began);
  expect(hidden.endsWith('[secret]')).toBe(true);
  expect(user).toBeLessThan(2_000_000);
});

test.each([
  ['res.php?key=f00&action=get', 'res.php?key=[secret]&action=get'],
  ['KEY=f00 TOKEN=bar', 'KEY=[secret] TOKEN=[secret]'],
  ['clientKey=f00', 'clientKey=[secret]'],
  ['?api_key=f00#x', '?api_key=[secret]'],
  ['in%3Fkey%3Df00', 'in%3Fkey%3D[secret]'],
  ['{"clientKey":"f00","task":1}', '{"clientKey":"[secret]","task":1}'],
  ['{\\"token\\": \\"f00\\"}', '{\\"token\\": \\"[secret]\\"}'],
  ["password='f00'", "password='[secret]'"],
  ['Authorization: Bearer f00', 'Authorization: Bearer [secret]'],
  ['authorization: Basic dXNlcg==', 'authorization: Basic [secret]'],
  ['Authorization: f00', 'Authorization: [secret]'],
  ['X-Api-Key: f00', 'X-Api-Key: [secret]'],
  ['sent Bearer 0123456789abcdef', 'sent Bearer [secret]'],
  ['redis://me:f00@host/0', 'redis://[secret]@host/0'],
  ['postgres://:f00@host/db', 'postgres://[secret]@host/db'],
  [
    'https://discord.com/api/webhooks/100000000000000001/abcdefghijklmnopqrstuvwxyz',
    'https://discord.com/api/webhooks/100000000000000001/[secret]',
  ],
])('what a text itself calls a secret is hidden, whoever it belongs to: %s', (text, expected) => {
  expect(hide(text)).toBe(expected);
  expect(createHider([])(text)).toBe(expected);
});

test.each([
  ['a word is hidden as a whole only', 'production1', 'in production, Production1', 'in production, [secret]'],
  ['a short one too', 'hunter2', 'HUNTER2 hunter', '[secret] hunter'],
  ['a word that is long enough is more than a word', 'abcdefghijklmnop', 'x bcdefghi x', 'x [secret] x'],
  ['several words are', 'correct-horse-battery', 'rect-hors', '[secret]'],
  ['capitals in the midst are', 'pRoduction1', 'producti', '[secret]'],
  ['five digits are', 'production12345', 'roductio', '[secret]'],
  [
    'an address is hidden as a whole only',
    'postgres://me@host/db',
    'postgres://me@host postgres://me@host/db',
    'postgres://me@host [secret]',
  ],
])('a password: %s', (_name, secret, text, expected) => {
  expect(createHider([secret])(text)).toBe(expected);
});
