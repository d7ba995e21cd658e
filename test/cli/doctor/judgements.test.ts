import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { judgePlaces } from '../../../src/cli/doctor/alerts.ts';
import { judgeApplication, judgeTokenFailure } from '../../../src/cli/doctor/bot.ts';
import { judgeBalance } from '../../../src/cli/doctor/captchaAi.ts';
import { judgeClock, offsetIn } from '../../../src/cli/doctor/clock.ts';
import { judgeSpace } from '../../../src/cli/doctor/database.ts';
import { discordTrouble } from '../../../src/cli/doctor/discordTrouble.ts';
import {
  type Finding,
  findingsAbout,
  isUsable,
  lineOf,
  type Mark,
  verdictOn,
} from '../../../src/cli/doctor/finding.ts';
import { judgeLogins } from '../../../src/cli/doctor/gateway.ts';
import { judgeGuildList } from '../../../src/cli/doctor/guildList.ts';
import { judgeRunning } from '../../../src/cli/doctor/port.ts';
import { judgeEnvFile, judgeNode } from '../../../src/cli/doctor/runtime.ts';
import type { ProviderFailureClass } from '../../../src/monitor/accounts/providerFailure.ts';

const apiError = (status: number, code = 0) =>
  new DiscordAPIError({ message: `${status}: no`, code }, code, status, 'GET', '', {});
const limited = (retryAfter: number) =>
  new RateLimitError({
    global: false,
    hash: '',
    limit: 1,
    majorParameter: '',
    method: 'GET',
    retryAfter,
    route: '',
    scope: 'user',
    sublimitTimeout: 0,
    timeToReset: 0,
    url: '',
  });

describe('the report', () => {
  const say = findingsAbout('Clock');
  test.each<[string, readonly Finding[], boolean, string]>([
    ['nothing', [], true, 'Alerts get through.'],
    ['good news', [say.ok('x')], true, 'Alerts get through.'],
    ['a warning', [say.ok('x'), say.warning('y')], true, 'Alerts get through. 1 thing to look at (!).'],
    ['a failure', [say.failure('x')], false, '1 thing keeps alerts from getting through (✖).'],
    [
      'two of each',
      [say.failure('x'), say.failure('y'), say.warning('z'), say.warning('a')],
      false,
      '2 things keep alerts from getting through (✖). 2 things to look at (!).',
    ],
  ])('sums up %s', (_name, findings, usable, verdict) => {
    expect(isUsable(findings)).toBe(usable);
    expect(verdictOn(findings)).toBe(verdict);
  });

  test('a line has a sign, the subject and the sentence', () => {
    expect([say.ok('a.'), say.warning('b.'), say.failure('c.')].map(lineOf)).toEqual([
      '✔ Clock: a.',
      '! Clock: b.',
      '✖ Clock: c.',
    ]);
  });
});

test.each<[string, Mark]>([
  ['20.19.0', 'warning'],
  ['25.9.9', 'warning'],
  ['26.0.0', 'ok'],
  ['27.1.0', 'ok'],
  ['100.0.0', 'ok'],
])('Node.js %s: %s', (version, mark) => {
  expect(judgeNode(version).mark).toBe(mark);
});

test.each<[string | null, boolean, boolean, Mark]>([
  [null, true, false, 'ok'],
  [null, false, false, 'ok'],
  [null, true, true, 'warning'],
  ['ENOENT', true, false, 'ok'],
  ['ENOENT', false, false, 'warning'],
  ['EACCES', true, true, 'failure'],
  ['EISDIR', false, false, 'failure'],
])('.env read with %s, settings usable %s, open to others %s: %s', (code, usable, isOpen, mark) => {
  expect(judgeEnvFile(code, usable, isOpen).mark).toBe(mark);
});

describe('what Discord did', () => {
  test.each<[string, unknown, RegExp]>([
    ['a rate limit', limited(1_500), /^Discord asks to wait 2 s: try again then\.$/],
    ['a rate limit that names no time', limited(Number.NaN), /^Discord blocks the address/],
    ['a rate limit of 0', limited(0), /^Discord blocks the address/],
    ['a 429 of another kind', new HTTPError(429, '', 'GET', '', {}), /^Discord blocks the address/],
    ['just below a fault of its own', apiError(499), /^Discord refuses to answer \(499\)/],
    ['a fault of its own', apiError(500), /^Discord has an internal error \(500\)/],
    ['a gateway in front of it', new HTTPError(502, '', 'GET', '', {}), /^Discord has an internal error \(502\)/],
    ['a page', z.object({ id: z.string() }).safeParse('<html>').error, /^the answer is not one of Discord’s/],
    ['too late', new DOMException('x', 'TimeoutError'), /^Discord does not answer in time/],
    ['cut off', new DOMException('x', 'AbortError'), /^Discord does not answer in time/],
    ['refused', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), /cannot be reached \(ECONNREFUSED\):/],
    ['not found', new TypeError('x', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }), /\(ENOTFOUND\):/],
    ['a code that is none', Object.assign(new Error('x'), { code: 'https://secret' }), /cannot be reached: check/],
    ['something else', 'x', /cannot be reached: check/],
  ])('%s', (_name, err, words) => {
    expect(discordTrouble(err)).toMatch(words);
  });

  test.each([
    [401, /does not accept DISCORD_TOKEN/],
    [403, /refuses to answer \(403\)/],
  ])('the token, answered with %d', (status, words) => {
    expect(judgeTokenFailure(apiError(status)).text).toMatch(words);
  });
});

test.each<[number, Mark, string]>([
  [-1, 'failure', ''],
  [0, 'failure', ''],
  [1, 'warning', 'only 1 more time of 1,000'],
  [49, 'warning', 'only 49 more times of 1,000'],
  [50, 'ok', '50 of 1,000 logins'],
  [1_000, 'ok', '1,000 of 1,000 logins'],
])('%d logins left: %s', (remaining, mark, words) => {
  const finding = judgeLogins(
    { total: 1_000, remaining, reset_after: 90_000, max_concurrency: 1 },
    Date.parse('2026-01-02T03:04:05Z'),
  );
  expect(finding.mark).toBe(mark);
  expect(finding.text).toContain('until 2026-01-02 03:05 UTC');
  expect(finding.text).toContain(words);
});

describe('the application', () => {
  const application = { id: '1', name: 'Monitor', flags: 0 };
  test.each([
    [0, ''],
    [0x1000, ' The application has Presence switched on; the monitor does not use it.'],
    [0x8000, ' The application has Server Members switched on; the monitor does not use it.'],
    [0x4_0000 | 0x2000, ' The application has Presence, Message Content switched on; the monitor does not use it.'],
    [0x80_0000, ''],
  ])('flags %d', (flags, more) => {
    const [, intents] = judgeApplication({ ...application, flags });
    expect(intents?.text).toBe(`only Guilds is requested, which needs no switch in the developer portal.${more}`);
  });

  test.each([
    [undefined, 2],
    [null, 2],
    ['https://example.org', 3],
  ])('interactions endpoint %s', (url, count) => {
    expect(judgeApplication({ ...application, interactions_endpoint_url: url })).toHaveLength(count);
  });
});

describe('the list of servers', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  const base = { present: ['1'], allowed: [], commandsGuildId: null, applicationId: '9' };
  test.each([
    ['as the settings say', base, []],
    ['empty', { ...base, present: [] }, [/in none: invite it/]],
    ['without one that is allowed', { ...base, allowed: ['1', '2'] }, [/not in 2, which DISCORD_GUILD_IDS/]],
    ['empty, with one that is allowed', { ...base, present: [], allowed: ['2'] }, [/not in 2/]],
    ['without that of the commands', { ...base, commandsGuildId: '2' }, [/not in 2, which DISCORD_COMMANDS_GUILD_ID/]],
    ['with that of the commands', { ...base, commandsGuildId: '1' }, []],
    ['just below a page', { ...base, present: ids(199) }, []],
    ['a full page', { ...base, present: ids(200) }, [/only the first 200/]],
  ])('%s', (_name, lists, expected) => {
    const texts = judgeGuildList(lists).map(({ text }) => text);
    expect(texts).toEqual(expected.map((each) => expect.stringMatching(each)));
  });
});

test.each([
  ['a place', ['#ops in Scrapers'], true, ['ok']],
  ['a place, and one that is not known', ['#ops in Scrapers'], false, ['ok']],
  ['none', [], true, ['failure']],
  ['none that is known', [], false, []],
])('alerts go to %s', (_name, places, isKnown, marks) => {
  expect(judgePlaces(places, isKnown).map(({ mark }) => mark)).toEqual(marks);
});

describe('CaptchaAI', () => {
  test.each([
    [0, '$0.00'],
    [8_420_000, '$8.42'],
    [-500_000, '-$0.50'],
  ])('a balance of %d', (balanceMicros, shown) => {
    expect(judgeBalance({ ok: true, balanceMicros })).toMatchObject({
      mark: 'ok',
      text: `accepts the API key; the balance is ${shown}.`,
    });
  });

  test.each<[ProviderFailureClass, string, Mark, string]>([
    ['account', 'ERROR_KEY_DOES_NOT_EXIST', 'failure', 'Advice.'],
    ['capacity', 'HTTP_429', 'warning', 'Advice.'],
    ['outage', 'HTTP_500', 'warning', 'Advice.'],
    ['outage', 'HTTP_404', 'failure', 'Check CAPTCHAAI_URL, and whether a proxy answers in its place.'],
    ['outage', 'UNREADABLE', 'failure', 'Check CAPTCHAAI_URL, and whether a proxy answers in its place.'],
    ['outage', 'TIMEOUT', 'failure', 'Check the network, the firewall and DNS of this machine, and CAPTCHAAI_URL.'],
    ['outage', 'UNREACHABLE', 'failure', 'Check the network, the firewall and DNS of this machine, and CAPTCHAAI_URL.'],
    ['unknown', 'ERROR_NEW', 'failure', 'Advice.'],
  ])('%s, %s: %s', (of, code, mark, advice) => {
    const failure = { class: of, code, meaning: 'Meaning', advice: 'Advice' };
    expect(judgeBalance({ ok: false, failure })).toMatchObject({ mark, text: `Meaning (${code}). ${advice}` });
  });
});

const MIB = 1_048_576;
test.each<[number, Mark]>([
  [0, 'failure'],
  [32 * MIB - 1, 'failure'],
  [32 * MIB, 'warning'],
  [512 * MIB - 1, 'warning'],
  [512 * MIB, 'ok'],
])('%d bytes free: %s', (bytes, mark) => {
  expect(judgeSpace(bytes).mark).toBe(mark);
});

describe('the clock', () => {
  const NOON = 1_700_000_000_000;
  const sample = (ahead: number, tookMs = 0) => ({
    asked: NOON + ahead,
    answered: NOON + ahead + tookMs,
    theirs: NOON,
  });

  test.each([
    ['exact', sample(0), 0],
    ['within the second that the header leaves open', sample(1_000), 0],
    ['just after it', sample(1_001), 1],
    ['a bit behind', sample(-1), -1],
    ['behind, but the answer took as long', sample(-9_000, 9_000), 0],
    ['behind by more than the answer took', sample(-9_001, 9_000), -1],
  ])('%s', (_name, given, offset) => {
    expect(offsetIn(given)).toBe(offset);
  });

  test.each<[string, readonly number[], Mark]>([
    ['nobody', [], 'warning'],
    ['just below noticeable', [5_999], 'ok'],
    ['at noticeable', [6_000], 'ok'],
    ['just above noticeable', [6_001], 'warning'],
    ['at harmful', [61_000], 'warning'],
    ['just above harmful', [61_001], 'failure'],
    ['behind, at noticeable', [-5_000], 'ok'],
    ['behind, just above noticeable', [-5_001], 'warning'],
    ['behind, at harmful', [-60_000], 'warning'],
    ['behind, just above harmful', [-60_001], 'failure'],
    ['off by one of two', [90_000, 0], 'ok'],
    ['off by both, by one more than by the other', [90_000, 30_000], 'warning'],
  ])('%s: %s', (_name, offsets, mark) => {
    expect(judgeClock(offsets.map((ahead) => sample(ahead))).mark).toBe(mark);
  });
});

test.each<[Readonly<Record<string, string>>, Mark, string]>([
  [{ database: 'ok', gateway: 'ok' }, 'ok', 'a monitor is running on h:1.'],
  [
    { database: 'ok', gateway: 'the bot is not connected to Discord' },
    'warning',
    'a monitor is running on h:1, but is not ready (gateway: the bot is not connected to Discord): see its log.',
  ],
])('a running monitor that says %j', (checks, mark, text) => {
  expect(judgeRunning('h:1', checks)).toMatchObject({ mark, text });
});
