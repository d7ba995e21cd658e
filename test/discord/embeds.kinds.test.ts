import { expect, test } from 'vitest';
import { alertEmbed } from '../../src/discord/embeds/alert.ts';
import { factsLine } from '../../src/discord/embeds/factsLine.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import { ALERT_KINDS } from '../../src/monitor/types.ts';
import {
  AT,
  alertOf,
  FRAME,
  HOUR,
  latency,
  MINUTE,
  provider,
  runway,
  silence,
  stamp,
  threads,
  types,
  workers,
} from '../fixtures/embeds.ts';

const fieldsOf = (facts: Facts) =>
  Object.fromEntries(alertEmbed(alertOf(facts), ENGLISH).fields?.map(({ name, value }) => [name, value]) ?? []);

test('a quiet pipeline says since when, and what to look at', () => {
  expect(alertEmbed(alertOf(silence()), ENGLISH)).toEqual({
    ...FRAME,
    color: 0xf39c12,
    title: '🤫 Pipeline Quiet',
    description: 'No solve result for **12 min**',
    fields: [
      { name: 'Last Result', value: stamp(AT - 12 * MINUTE, 'f'), inline: true },
      { name: 'Hour Before', value: '1,234 results', inline: true },
      { name: 'Action', value: 'Check that the workers run and can post their results' },
    ],
  });
});

test('one CAPTCHA type that fails says how much of it, and what else does', () => {
  const others = [{ type: 'image`s', failed: 600, solved: 400 }];
  expect(alertEmbed(alertOf(types({ others })), ENGLISH)).toEqual({
    ...FRAME,
    color: 0xf39c12,
    title: '🧩 One CAPTCHA Type Fails',
    description: '`turnstile`: **77.5%** failed (31/40)',
    fields: [
      { name: 'Window', value: 'Last 5 minutes', inline: true },
      { name: 'Other Types That Fail', value: '`imageˋs` 60.0% (600/1,000)' },
      { name: 'Action', value: 'Check what you send for this type, such as the site key and the page address' },
    ],
  });
  expect(fieldsOf(types())).not.toHaveProperty('Other Types That Fail');
});

const ACTION = { name: 'Action', value: 'Check why the workers stopped, and start them again' };

test.each([
  [
    'no worker, and says how long no result has come',
    workers(),
    'No worker is active, pending tasks: **1,340**',
    [
      { name: 'Active Workers', value: '0', inline: true },
      { name: 'No Result For', value: '4 min', inline: true },
    ],
  ],
  [
    'no worker, where no result ever came',
    workers({ quietMs: null }),
    'No worker is active, pending tasks: **1,340**',
    [{ name: 'Active Workers', value: '0', inline: true }],
  ],
  [
    'workers that nobody reports',
    workers({ activeWorkers: null, quietMs: 12 * MINUTE }),
    'No result for **12 min**, pending tasks: **1,340**',
    [
      { name: 'Active Workers', value: 'Unknown', inline: true },
      { name: 'No Result For', value: '12 min', inline: true },
    ],
  ],
])('tasks wait for %s', (_name, facts, description, fields) => {
  expect(alertEmbed(alertOf(facts, 'critical'), ENGLISH)).toEqual({
    ...FRAME,
    color: 0xe74c3c,
    title: '👷 No Worker Active',
    description,
    fields: [...fields, ACTION],
  });
});

test('an account that CaptchaAI refuses says why, and what to do', () => {
  expect(alertEmbed(alertOf(provider(), 'critical'), ENGLISH)).toEqual({
    ...FRAME,
    color: 0xe74c3c,
    title: '🔑 CaptchaAI Refuses the Account',
    description: 'CaptchaAI answers `ERROR_KEY_DOES_NOT_EXIST`',
    fields: [
      { name: 'Meaning', value: 'The API key is unknown' },
      { name: 'Action', value: 'Check the API key, then the plan' },
      { name: 'Since', value: stamp(AT - 2 * MINUTE, 'f'), inline: true },
    ],
  });
});

test.each(['outage', 'capacity', 'caller', 'unknown'] as const)('a failure of the class %s is no refusal', (of) => {
  const failure = { class: of, code: 'HTTP_502', meaning: 'CaptchaAI answered 502', advice: 'Wait' };
  expect(alertEmbed(alertOf(provider({ failure })), ENGLISH).title).toBe('🔌 CaptchaAI Outage');
});

test('a balance that cannot be read says for how long, and what is answered instead', () => {
  const failure = { class: 'capacity', code: 'HTTP_429', meaning: 'Too many requests', advice: 'Slow down' } as const;
  expect(alertEmbed(alertOf(provider({ failure, noBalanceMs: 12 * MINUTE })), ENGLISH)).toMatchObject({
    title: '🔌 Balance Cannot Be Read',
    description: 'No usable balance for **12 min**: CaptchaAI answers `HTTP_429`',
  });
});

test('a failure of which nothing is known any more still has words in every field', () => {
  expect(fieldsOf(provider({ failure: null, since: null }))).toEqual({
    Meaning: 'Unknown',
    Action: 'Wait',
    Since: 'Unknown',
  });
});

test('slow solves say how slow, over what, and against what', () => {
  const embed = alertEmbed(alertOf(latency()), ENGLISH);
  expect(embed).toMatchObject({ title: '🐢 Slow Solves', description: 'Solve latency p95: **143.6s**' });
  expect(fieldsOf(latency())).toMatchObject({
    Threshold: '120.0s',
    p50: '31.2s',
    Window: 'Last 5 minutes, 1,020 solved',
  });
});

test.each<[string, Parameters<typeof threads>[0], string]>([
  ['both are known', {}, '15/15 busy, 15.0% of tasks refused'],
  ['the account does not tell', { busy: null, total: null }, '15.0% of tasks refused'],
  ['only one of the two is known', { total: null }, '15.0% of tasks refused'],
  ['there were no results', { refused: 0, results: 0 }, '15/15 busy'],
  ['nothing is known', { busy: null, total: null, refused: 0, results: 0 }, 'nothing reported'],
])('used-up threads where %s', (_name, more, words) => {
  const embed = alertEmbed(alertOf(threads(more)), ENGLISH);
  expect(embed).toMatchObject({ title: '🧵 Threads Used Up', description: `Threads of the plan: **${words}**` });
  expect(fieldsOf(threads(more))).toEqual({ Action: 'Send fewer tasks at a time, or upgrade the plan' });
});

test.each([
  [3 * HOUR + 20 * MINUTE, '3 h 20 min'],
  [24 * HOUR, '1 d'],
  [0, '0 s'],
  [null, 'more than 30 d'],
])('a runway of %s ms', (ms, words) => {
  expect(alertEmbed(alertOf(runway(ms), 'critical'), ENGLISH)).toMatchObject({
    color: 0xe74c3c,
    title: '⏳ Balance Runs Out Soon',
    description: `At the present burn rate the balance lasts **${words}**`,
  });
  expect(fieldsOf(runway(ms))).toEqual({
    Balance: '$8.42',
    'Burn Rate': '$2.51 an hour',
    Confidence: 'medium',
    Action: 'Top up your balance at captchaai.com',
  });
});

test('a cause names what it brings about, before what a mute suppressed', () => {
  const { fields } = alertEmbed(
    alertOf(provider(), 'critical', { affects: ['errors', 'runway'], suppressed: 1 }),
    ENGLISH,
  );
  expect(fields?.slice(-2)).toEqual([
    { name: 'Also Affected', value: '**Error rate**, **Runway**: suppressed while this lasts' },
    { name: 'Suppressed', value: '1 message suppressed while this was muted' },
  ]);
});

test('every kind has a name of its own among those affected', () => {
  const value = alertEmbed(alertOf(provider(), 'critical', { affects: ALERT_KINDS }), ENGLISH).fields?.at(-1)?.value;
  const names = [...(value ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(ALERT_KINDS.length);
});

test.each([
  ['one type', types(), '`turnstile` 77.5% (31/40)'],
  ['no type', types({ type: null, failed: 0 }), 'no type fails'],
  ['reported workers', workers({ activeWorkers: 8 }), '8 active, 1,340 pending'],
  ['workers that nobody reports', workers({ activeWorkers: null }), 'workers not reported, 1,340 pending'],
])('%s in a few words', (_name, facts, line) => {
  expect(factsLine(facts, ENGLISH)).toBe(line);
});
