import { DiscordAPIError } from '@discordjs/rest';
import { expect, test } from 'vitest';
import { discordCode } from '../../../src/discord/discordCode.ts';
import { classifyAnswer, classifyFailure } from '../../../src/receivers/discord/sendOutcome.ts';

const passes = (why: string) => ({ outcome: 'retry', why });
const over = (why: string) => ({ outcome: 'giveUp', why });

test.each([
  ['rate limited', 429, 0, passes('rateLimited')],
  ['a fault of Discord', 500, null, passes('discordFailed')],
  ['a bad gateway', 502, null, passes('discordFailed')],
  ['the webhook was deleted', 404, 10_015, over('destinationGone')],
  ['the channel was deleted', 404, 10_003, over('destinationGone')],
  ['the server was deleted', 404, 10_004, over('destinationGone')],
  ['the token of the webhook is wrong', 401, 50_027, over('destinationGone')],
  ['the bot may not see the channel', 403, 50_001, over('notAllowed')],
  ['the bot may not write there', 403, 50_013, over('notAllowed')],
  ['somebody takes no direct messages', 403, 50_007, over('notAllowed')],
  ['there is no server in common', 403, 50_278, over('notAllowed')],
  ['the bot token is wrong', 401, 0, passes('discordBusy')],
  ['the address is blocked', 403, 40_333, passes('discordBusy')],
  ['sending is switched off for a while', 400, 40_004, passes('discordBusy')],
  ['a route that Discord does not know', 404, 0, passes('discordBusy')],
  ['the thread is archived', 400, 50_083, over('threadClosed')],
  ['the thread is locked', 400, 160_005, over('threadClosed')],
  ['the channel has too many threads', 400, 160_006, over('threadsFull')],
  ['the forum needs a tag', 400, 40_067, over('tagRequired')],
  ['AutoMod blocks the message', 400, 200_000, over('autoMod')],
  ['AutoMod blocks the title', 400, 200_001, over('autoMod')],
  ['the channel is slow', 400, 20_016, over('slowMode')],
  ['the channel takes no text', 400, 50_008, over('channelKind')],
  ['the channel is of another kind', 400, 50_024, over('channelKind')],
  ['the body does not fit', 400, 50_035, over('rejected')],
  ['JSON that is none', 400, 50_109, over('rejected')],
  ['a bad request without more', 400, 0, over('rejected')],
  ['a page with 400', 400, null, passes('pageInBetween')],
  ['a page with 401', 401, null, passes('pageInBetween')],
  ['a page with 403', 403, null, passes('pageInBetween')],
  ['a page with 404', 404, null, passes('pageInBetween')],
  ['a redirect', 302, null, passes('pageInBetween')],
])('%s', (_name, status, code, outcome) => {
  expect(classifyAnswer(status, code)).toMatchObject(outcome);
});

test('a refusal with a code that nobody knows may pass, and is counted', () => {
  expect(classifyAnswer(403, 99_999)).toEqual({
    outcome: 'retry',
    afterMs: null,
    why: 'refused',
    status: 403,
    isRefusal: true,
  });
});

test.each([
  ['as long as it lasts, up to a minute', 60_000, { outcome: 'retry', afterMs: 60_000, why: 'slowMode' }],
  ['not at all where it lasts longer', 60_001, { outcome: 'giveUp', why: 'slowMode' }],
  ['not at all where Discord does not say', null, { outcome: 'giveUp', why: 'slowMode' }],
])('slow mode is waited for %s', (_name, ms, outcome) => {
  expect(classifyAnswer(400, 20_016, ms)).toEqual(outcome);
});

const apiError = (status: number, body: object) =>
  new DiscordAPIError(body as never, (body as { code: number }).code, status, 'POST', 'https://x', {} as never);

test.each([
  ['a code of its own', 404, { code: 10_015, message: 'Unknown Webhook' }, 10_015],
  ['the first code there is', 400, { code: 10_000, message: '' }, 10_000],
  ['no code, but the status in words', 401, { code: 0, message: '401: Unauthorized' }, 0],
  ['no code, and the words of another', 401, { code: 0, message: 'Please log in' }, null],
  ['no code, and the words of another status', 403, { code: 0, message: '401: Unauthorized' }, null],
  ['a number that is no code', 404, { code: 404, message: 'Not Found' }, null],
  ['just below the first code', 400, { code: 9_999, message: '' }, null],
  ['words as a code', 403, { code: 'blocked', message: 'no' }, null],
  ['no code at all', 403, { error: 'blocked' }, null],
])('an answer with %s', (_name, status, body, code) => {
  expect(discordCode(apiError(status, body))).toBe(code);
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
