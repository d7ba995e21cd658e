import { expect, test } from 'vitest';
import { createBadAnswers } from '../../src/discord/badAnswers.ts';

const MINUTE = 60_000;

function setUp(answers: number, status = 403, scope?: string) {
  let now = 0;
  const bad = createBadAnswers(() => now);
  const headers = new Headers(scope === undefined ? {} : { 'x-ratelimit-scope': scope });
  for (let i = 0; i < answers; i += 1) bad.note({ status, headers });
  return (at: number) => {
    now = at;
    return bad.waitMs();
  };
}

test.each([
  ['just below half of what Discord bans for', 4_999, 403, undefined, 0, 0],
  ['at half of it', 5_000, 403, undefined, 0, 10 * MINUTE],
  ['a moment before ten minutes have passed', 5_000, 403, undefined, 10 * MINUTE - 1, 1],
  ['once ten minutes have passed', 5_000, 403, undefined, 10 * MINUTE, 0],
  ['where the token is refused', 5_000, 401, undefined, 0, 10 * MINUTE],
  ['where we are too fast', 5_000, 429, 'user', 0, 10 * MINUTE],
  ['where others are too fast, which does not count', 5_000, 429, 'shared', 0, 0],
  ['where something is not there, which does not count', 5_000, 404, undefined, 0, 0],
  ['where all is well', 50_000, 200, undefined, 0, 0],
])('how long nothing may be asked any more: %s', (_name, answers, status, scope, at, expected) => {
  expect(setUp(answers, status, scope)(at)).toBe(expected);
});

test('what is remembered does not grow without end', () => {
  let now = 0;
  const bad = createBadAnswers(() => now);
  for (let i = 0; i < 20_000; i += 1) {
    now += 1_000;
    bad.note({ status: 403, headers: new Headers() });
    expect(bad.waitMs()).toBe(0);
  }
});
