import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Page } from '../../../src/monitor/ports/outsideReceiver.ts';
import { clipBytes } from '../../../src/receivers/ntfy/clipBytes.ts';
import { ntfy } from '../../../src/receivers/ntfy/ntfy.ts';
import { awkwardText } from '../../fixtures/awkwardText.ts';
import { acknowledged, PAGE_KEY, pageOf, resolved, SENT_AT } from '../../fixtures/pages.ts';

const requestOf = (page: Page, token?: string) =>
  ntfy({ url: 'https://ntfy.example', topic: 'captcha', ...(token === undefined ? {} : { token }) }, ENGLISH).requestOf(
    page,
    'msg_1',
    SENT_AT,
  );
const bodyOf = (page: Page) => JSON.parse(requestOf(page)?.body ?? '');

describe('the messages', () => {
  test('a trigger', () => {
    expect(requestOf(pageOf())?.url).toBe('https://ntfy.example');
    expect(bodyOf(pageOf())).toEqual({
      topic: 'captcha',
      title: '💰 Balance Alert (main)',
      message: expect.stringMatching(/^CaptchaAI balance is \$1\.42\nThreshold: \$10\.00\n/),
      priority: 5,
      tags: ['balance', 'severity-critical'],
    });
  });

  test.each<[string, Page, number]>([
    ['critical', pageOf(), 5],
    ['a warning', pageOf({ severity: 'warning' }), 4],
    ['an end', resolved(), 3],
  ])('the priority of %s', (_what, page, expected) => expect(bodyOf(page).priority).toBe(expected));

  test('an end takes the place of what it ends, and of nothing else', () => {
    const sequence = (page: Page) => requestOf(page)?.headers['x-sequence-id'];
    expect(sequence(pageOf())).toMatch(/^[\da-f]{32}$/);
    expect(sequence(resolved())).toBe(sequence(pageOf()));
    expect(sequence(pageOf({ key: `${PAGE_KEY}/critical` }))).not.toBe(sequence(pageOf()));
  });

  test('a test says that it is one', () => {
    expect(bodyOf(pageOf({ isTest: true, subject: null }))).toMatchObject({
      title: '🧪 Test Alert (Critical)',
      tags: ['balance', 'severity-critical', 'captchaai-test'],
    });
  });

  test('it knows no acknowledgement', () => expect(requestOf(acknowledged())).toBeNull());

  test('the token is shown where there is one', () => {
    expect(requestOf(pageOf())?.headers).not.toHaveProperty('authorization');
    expect(requestOf(pageOf(), 'tk_1')?.headers).toMatchObject({ authorization: 'Bearer tk_1' });
  });
});

describe('what is too long', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc…'],
    ['ääää', 8, 'ääää'],
    ['ääääx', 8, 'ää…'],
    ['💰💰💰', 11, '💰💰…'],
    ['💰💰💰', 10, '💰…'],
  ])('%s in %d bytes', (text, limit, expected) => expect(clipBytes(text, limit)).toBe(expected));

  test('never comes as a file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ code: awkwardText, count: fc.nat() }), { maxLength: 30 }),
        awkwardText,
        (byCode, subject) => {
          const facts = { kind: 'errors', failed: 1, total: 2, windowMs: 60_000, byCode } as const;
          const { body = '' } = requestOf(pageOf({ facts, subject })) ?? {};
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(8_192);
          const { message, title } = JSON.parse(body);
          expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
          expect(Buffer.byteLength(title)).toBeLessThanOrEqual(250);
        },
      ),
      { numRuns: 50 },
    );
    const byCode = Array.from({ length: 20 }, (_, index) => ({ code: `${index}`.padEnd(90, '字'), count: 1 }));
    const topCode = { code: 'X', meaning: '字'.repeat(400), advice: 'y' };
    const facts = { kind: 'errors', failed: 1, total: 2, windowMs: 60_000, byCode, topCode } as const;
    const { message } = bodyOf(pageOf({ facts }));
    expect(message).toMatch(/字…$/);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
  });
});
