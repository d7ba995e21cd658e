import { expect, test } from 'vitest';
import { classifyAnswer, classifyFailure } from '../../src/discord/sendOutcome.ts';

test.each([
  ['rate limited', 429, 0, { outcome: 'retry', why: 'rateLimited' }],
  ['a fault of Discord', 500, null, { outcome: 'retry', why: 'http500' }],
  ['a bad gateway', 502, null, { outcome: 'retry', why: 'http502' }],
  ['the webhook was deleted', 404, 10_015, { outcome: 'giveUp', why: 'destinationGone' }],
  ['the channel was deleted', 404, 10_003, { outcome: 'giveUp', why: 'destinationGone' }],
  ['the token of the webhook is wrong', 401, 50_027, { outcome: 'giveUp', why: 'destinationGone' }],
  ['the bot may not see the channel', 403, 50_001, { outcome: 'giveUp', why: 'notAllowed' }],
  ['the bot may not write there', 403, 50_013, { outcome: 'giveUp', why: 'notAllowed' }],
  ['the bot token is wrong', 401, 0, { outcome: 'giveUp', why: 'notAllowed' }],
  ['the body does not fit', 400, 50_035, { outcome: 'giveUp', why: 'rejected' }],
])('%s', (_name, status, code, outcome) => {
  expect(classifyAnswer(status, code)).toMatchObject(outcome);
});

test.each([
  ['a certificate that is not valid yet, because our clock is off', 'CERT_NOT_YET_VALID', { isUncertain: undefined }],
  ['a proxy with a certificate of its own', 'SELF_SIGNED_CERT_IN_CHAIN', { isUncertain: undefined }],
  ['a host that is not known', 'ENOTFOUND', { isUncertain: undefined }],
  ['a connection that breaks', 'ECONNRESET', { isUncertain: true }],
  ['too many open files', 'EMFILE', { isUncertain: true }],
])('%s is tried again', (_name, code, { isUncertain }) => {
  const outcome = classifyFailure(
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) }),
  );
  expect(outcome).toMatchObject({ outcome: 'retry' });
  expect('isUncertain' in outcome && outcome.isUncertain ? true : undefined).toBe(isUncertain);
});
