import { expect, test } from 'vitest';
import { COLOURS } from '../../src/discord/embeds/baseEmbed.ts';
import { catchUpEmbed } from '../../src/discord/embeds/catchUp.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { CatchUpMessage, CaughtUpIncident } from '../../src/monitor/alerts/catchUp.ts';
import { bodyTo } from '../fixtures/bodies.ts';
import { HOUR, MINUTE, NOW } from '../fixtures/thresholds.ts';

const seconds = (at: number) => at / 1_000;
const BALANCE: CaughtUpIncident = {
  kind: 'balance',
  severity: 'warning',
  state: 'firing',
  openedAt: NOW - 8 * HOUR,
  endedAt: null,
  worst: { kind: 'balance', balanceMicros: 8_420_000, thresholdMicros: 10_000_000 },
};
const OVER: CaughtUpIncident = { ...BALANCE, state: 'over', endedAt: NOW - 6 * HOUR - 55 * MINUTE };
const message = (...incidents: readonly CaughtUpIncident[]): CatchUpMessage => ({
  type: 'catchUp',
  since: NOW - 8 * HOUR,
  incidents,
  pings: false,
  at: NOW,
});
const linesOf = (...incidents: readonly CaughtUpIncident[]) =>
  catchUpEmbed(message(...incidents), ENGLISH)
    .description?.split('\n')
    .slice(2);

test('the catch-up says how many there were, how many are open, and since when', () => {
  expect(catchUpEmbed(message(BALANCE, OVER), ENGLISH).description?.split('\n')[0]).toBe(
    `Alerts have waited for the end of quiet hours since <t:${seconds(NOW - 8 * HOUR)}:f>. Incidents: **2**, still open: **1**.`,
  );
});

test.each([
  ['fires', BALANCE, /^🟠 <t:\d+:t>: \*\*Balance\*\* has been firing for 8 h\. Peak: .*\$8\.42.*\.$/],
  ['is critical', { ...BALANCE, severity: 'critical' }, /^🔴 /],
  ['is over', OVER, /^✅ <t:\d+:t>: \*\*Balance\*\* fired for 1 h 5 min\. Peak: /],
  ['cannot be judged', { ...BALANCE, state: 'unknown' }, /firing for 8 h.* It can no longer be judged\.$/],
  ['has to stay well', { ...BALANCE, state: 'clearing' }, / \(ok, recovery not confirmed yet\)$/],
  ['is about one of several', { ...OVER, subject: 'shop' }, / \(`shop`\)$/],
] as const)('what %s has a line of its own', (_name, incident, line) => {
  expect(linesOf(incident)).toEqual([expect.stringMatching(line)]);
});

test.each([
  ['success', [OVER]],
  ['warning', [BALANCE, OVER]],
  ['critical', [{ ...BALANCE, severity: 'critical' }, OVER]],
  ['success', [{ ...OVER, severity: 'critical' }]],
] as const)('it is as bad as what is open: %s', (severity, incidents) => {
  expect(catchUpEmbed(message(...incidents), ENGLISH).color).toBe(COLOURS[severity]);
});

test('very many are cut, and the rest is counted', () => {
  const lines = linesOf(
    ...Array.from({ length: 80 }, () => ({ ...OVER, subject: 'a-pipeline-of-a-long-name-indeed' })),
  );
  expect(lines?.length).toBeLessThan(80);
  expect(lines?.at(-1)).toMatch(/^and \d+ more$/);
});

test('it pings only where it says so', () => {
  const mention = { type: 'role', id: '111111111111111111' } as const;
  expect(bodyTo(message(BALANCE), mention)).toMatchObject({ allowed_mentions: { parse: [] } });
  const body = bodyTo({ ...message(BALANCE), pings: true }, mention);
  expect(body).toMatchObject({ content: `<@&${mention.id}>`, allowed_mentions: { roles: [mention.id] } });
});

const labels = (...incidents: readonly CaughtUpIncident[]) =>
  [
    ...JSON.stringify(bodyTo(message(...incidents), null)).matchAll(/"label":"([^"]+)","custom_id":"m1:\w+:(\d+)"/g),
  ].map(([, label, id]) => `${label} ${id}`);

test.each<[string, readonly CaughtUpIncident[], readonly string[]]>([
  [
    'what is open can be taken on',
    [
      { ...BALANCE, id: 7 },
      { ...BALANCE, id: 8 },
    ],
    ['Acknowledge 7', 'Details 7'],
  ],
  ['also what cannot be judged', [{ ...BALANCE, id: 7, state: 'unknown' }], ['Acknowledge 7', 'Details 7']],
  [
    'also where somebody is on some of it',
    [
      { ...BALANCE, id: 7, isAcknowledged: true },
      { ...BALANCE, id: 8 },
    ],
    ['Acknowledge 7', 'Details 7'],
  ],
  [
    'what somebody is on can be taken back',
    [{ ...BALANCE, id: 7, isAcknowledged: true }],
    ['Undo Acknowledge 7', 'Details 7'],
  ],
  ['what is over cannot', [{ ...OVER, id: 7 }], []],
  ['nor can what an earlier version wrote', [BALANCE], []],
])('%s', (_name, incidents, expected) => {
  expect(labels(...incidents)).toEqual(expected);
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'it is complete in %s',
  (_locale, language) => {
    const { title, description } = catchUpEmbed(message({ ...BALANCE, state: 'unknown' }, OVER), language);
    expect(title?.startsWith('🌙 ')).toBe(true);
    expect(description).toContain(language.words.catchUp.unknown);
    expect(description).not.toMatch(/undefined|\$\{/);
  },
);
