import { describe, expect, test } from 'vitest';
import { COLOURS } from '../../src/discord/embeds/baseEmbed.ts';
import { statusEmbed } from '../../src/discord/embeds/status.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { NOT_POLLED } from '../../src/monitor/accounts/providerHealth.ts';
import { NOT_ESCALATED } from '../../src/monitor/alerts/escalation.ts';
import { type Incident, NOTHING_SENT } from '../../src/monitor/alerts/incident.ts';
import type { GiveUpWhy } from '../../src/monitor/delivery/giveUpWhy.ts';
import type { UnknownWhy } from '../../src/monitor/kinds/verdict.ts';
import type { ReceiverState } from '../../src/monitor/ports/pageQueue.ts';
import { UNREADABLE_WHYS } from '../../src/monitor/ports/queueSource.ts';
import type { KindStatus, StatusReport } from '../../src/monitor/reports/reports.ts';
import { AT, balance, GUILD, HOUR, MINUTE, provider, runway, SECOND, stamp } from '../fixtures/embeds.ts';

const OK = { state: 'ok', facts: balance(42_000_000) } as const;
const FIRING = { state: 'firing', severity: 'warning', facts: balance() } as const;
const INCIDENT: Incident = {
  severity: 'warning',
  openedAt: AT - HOUR,
  clearSince: null,
  notifiedSeverity: 'warning',
  worst: balance(),
  suppressed: 0,
  suppressedAt: NOTHING_SENT,
  acknowledged: null,
  muted: null,
  affects: [],
  reminders: 0,
  pinged: null,
  unknownSince: null,
  unknownNotifiedAt: null,
  paged: {},
  quietSince: null,
  escalated: NOT_ESCALATED,
  flapping: null,
};

const kind = (more: Partial<KindStatus> = {}): KindStatus => ({
  kind: 'balance',
  verdict: OK,
  reason: 'healthy',
  incident: null,
  lastSent: NOTHING_SENT,
  mute: null,
  ...more,
});

const report = (more: Partial<StatusReport> = {}): StatusReport => ({
  at: AT,
  kinds: [kind()],
  mutes: [],
  newestResultAt: null,
  guild: GUILD,
  delivery: { deliveredAt: null, waiting: 0, waitingSince: null, gaveUp: null, retrying: null },
  receivers: [],
  provider: NOT_POLLED,
  unreadable: [],
  lateMs: null,
  tooMany: { codes: false, types: false },
  ...more,
});

const line = (more: Partial<KindStatus>) => statusEmbed(report({ kinds: [kind(more)] }), ENGLISH).description;
const field = (name: string, more: Partial<StatusReport>) =>
  statusEmbed(report(more), ENGLISH).fields?.find((each) => each.name === name)?.value;

describe('the line of a kind', () => {
  test.each<[UnknownWhy, string]>([
    ['noReading', 'nothing reported yet'],
    ['notReadable', 'the queue cannot be read'],
    ['stale', 'the last report is too old'],
    ['tooFewResults', 'too few results to judge'],
    ['tooLittleHistory', 'too little history to judge'],
    ['switchedOff', 'switched off'],
    ['notSureYet', 'calls fail, not confirmed yet'],
    ['ownNetwork', 'Discord cannot be reached either, so the problem is our own network'],
  ])('that is not judged says why: %s', (why, words) => {
    expect(line({ verdict: { state: 'unknown', why }, reason: 'noVerdict' })).toBe(`⚪ **Balance**: ${words}`);
  });

  test.each([
    ['warning', '🟠'],
    ['critical', '🔴'],
  ] as const)('that can no longer be judged, but is open, says so, with its colour: %s', (severity, dot) => {
    const more = { incident: { ...INCIDENT, severity }, lastSent: { warning: AT - MINUTE, critical: null } };
    const verdict = { state: 'unknown', why: 'stale' } as const;
    expect(line({ ...more, verdict, reason: 'noVerdict' })).toBe(
      `${dot} **Balance**: can no longer be judged: the last report is too old, open since ${stamp(AT - HOUR, 't')}, last sent ${stamp(AT - MINUTE, 't')}`,
    );
    expect(statusEmbed(report({ kinds: [kind({ ...more, verdict })] }), ENGLISH).color).toBe(COLOURS[severity]);
  });

  const firing = { verdict: FIRING, incident: INCIDENT, lastSent: { warning: AT - MINUTE, critical: null } };
  const since = `🟠 **Balance**: $8.42 (threshold $10.00), firing since ${stamp(AT - HOUR, 't')}`;
  const sent = `${since}, last sent ${stamp(AT - MINUTE, 't')}`;
  const acknowledged = { by: { userId: '7', name: 'anna' }, at: AT, severity: 'warning' } as const;
  const mute = {
    id: 1,
    guildId: GUILD.id,
    scope: 'all',
    pipeline: null,
    until: AT + HOUR,
    createdAt: AT,
    by: { userId: '8', name: 'ben' },
    reason: null,
  } as const;
  const notNotified = { ...INCIDENT, notifiedSeverity: null };
  const muted = `, muted until ${stamp(AT + HOUR, 't')} by <@8>`;

  test.each<[string, Partial<KindStatus>, string]>([
    ['healthy', {}, '🟢 **Balance**: $42.00 (threshold $10.00)'],
    ['coolingDown', firing, sent],
    ['firstFiring', { ...firing, incident: notNotified }, since],
    ['inhibited', { ...firing, incident: notNotified }, `${since}, inhibited: the alert about its cause was sent`],
    ['noDestination', { ...firing, incident: notNotified }, `${since}, not sent: no destination`],
    [
      'acknowledged',
      { ...firing, incident: { ...INCIDENT, acknowledged } },
      `${sent}, acknowledged by <@7> since ${stamp(AT, 't')}`,
    ],
    [
      'acknowledged',
      { ...firing, incident: { ...INCIDENT, acknowledged: { ...acknowledged, askedAt: AT, questionAt: AT } } },
      `${sent}, acknowledged by <@7> since ${stamp(AT, 't')}, asked whether they still are, ends ${stamp(AT + 30 * MINUTE, 'R')}`,
    ],
    ['muted', { ...firing, incident: { ...INCIDENT, suppressed: 3 }, mute }, `${sent}${muted} (3 messages suppressed)`],
    ['healthy', { mute }, `🟢 **Balance**: $42.00 (threshold $10.00)${muted}`],
    [
      'awaitingClear',
      { incident: { ...notNotified, clearSince: AT } },
      '🟢 **Balance**: $42.00 (threshold $10.00), ok, recovery not confirmed yet',
    ],
  ])('where an evaluation would say %s', (reason, more, words) => {
    expect(line({ ...more, reason: reason as KindStatus['reason'] })).toBe(words);
  });

  test.each([
    ['critical', { state: 'firing', severity: 'critical', facts: provider() } as const, '🔴'],
    ['a runway without an end', { state: 'ok', facts: runway(null) } as const, '🟢'],
  ])('has a colour: %s', (_name, verdict, dot) => {
    expect(line({ verdict })).toMatch(new RegExp(`^${dot} `, 'u'));
  });
});

describe('where alerts go', () => {
  test.each<[GiveUpWhy, string]>([
    ['destinationGone', 'the webhook or channel is gone: choose another with `/setup`'],
    ['notAllowed', 'Discord did not allow it: check the bot’s permissions in the channel'],
  ])('is nowhere while the place cannot be used: %s', (unusable, words) => {
    expect(field('Alerts Go To', { guild: { ...GUILD, unusable } })).toBe(`Nowhere: ${words}`);
  });

  test.each([
    ['the channel', GUILD, '<#300000000000000001>'],
    ['the webhook', { ...GUILD, destination: { type: 'webhook', webhookId: '1' } as const }, 'The webhook'],
    ['nowhere yet', { ...GUILD, destination: null }, 'Nowhere yet: use `/setup`'],
    [
      'the channel with a mention',
      { ...GUILD, mention: { type: 'role', id: '5' } as const },
      '<#300000000000000001>, critical alerts ping <@&5>',
    ],
  ])('is %s', (_name, guild, words) => {
    expect(field('Alerts Go To', { guild })).toBe(words);
  });
});

test.each<GiveUpWhy>(['destinationGone', 'notAllowed', 'rejected', 'noDestination', 'muted', 'nothingToEdit'])(
  'what was given up since the last delivery is named with the reason: %s',
  (why) => {
    const delivery = { ...report().delivery, deliveredAt: AT - HOUR, gaveUp: { why, at: AT - MINUTE } };
    const said = field('Last Delivery', { delivery });
    expect(said).toMatch(/^<t:\d+:R>\nGave up <t:\d+:R>: \w/);
    expect(said).not.toContain('undefined');
    expect(field('Last Delivery', { delivery: { ...delivery, deliveredAt: AT } })).not.toContain('Gave up');
  },
);

test('results that steadily arrive late are named beside the last one', () => {
  expect(field('Last Result', { newestResultAt: AT, lateMs: 12 * 60_000 })).toBe(
    `<t:${AT / 1_000}:R>\n⚠️ Results arrive 12 min late: check the workers’ clocks`,
  );
});

test('more codes or types than are kept are named beside the last result', () => {
  const tooMany = (which: object) =>
    field('Last Result', { newestResultAt: AT, tooMany: { codes: false, types: false, ...which } });
  expect(tooMany({ codes: true })).toBe(
    `<t:${AT / 1_000}:R>\n⚠️ More than 200 different error codes in one hour: the rest are counted as \`(other)\``,
  );
  expect(tooMany({ types: true })).toContain('More than 50 different CAPTCHA types in one hour');
});

test.each(UNREADABLE_WHYS)('a queue that cannot be read (%s) has a line of its own, in every language', (why) => {
  const unreadable = [{ source: '#monitor', why, since: AT }];
  const lines = LANGUAGES.map((language) => {
    const { queueSource } = language.words;
    const { fields = [] } = statusEmbed(report({ unreadable }), language);
    return fields.find(({ name }) => name === queueSource.title)?.value;
  });
  for (const each of lines) expect(each).toMatch(/^⚠️ .*<t:\d+:R>.*0/s);
  expect(statusEmbed(report(), ENGLISH).fields?.map(({ name }) => name)).not.toContain('Queue Cannot Be Read');
});

describe('receivers outside of Discord', () => {
  const state = { receiver: 'pager', deliveredAt: null, waiting: 0, waitingSince: null, retrying: null, gaveUp: null };

  test.each<[string, Partial<ReceiverState>, string]>([
    ['that was not notified yet', {}, '`pager`: nothing to send yet'],
    ['that was notified', { deliveredAt: AT }, `\`pager\`: last notified ${stamp(AT, 'R')}`],
    [
      'that cannot be reached',
      { waiting: 2, waitingSince: AT, retrying: 'timedOut' },
      `\`pager\`: nothing to send yet, ⚠️ 2 messages waiting since ${stamp(AT, 'R')} (it did not answer in time)`,
    ],
    [
      'that refused',
      { deliveredAt: AT, gaveUp: { why: 'unauthorized', at: AT + SECOND } },
      `\`pager\`: last notified ${stamp(AT, 'R')}, ⚠️ Gave up ${stamp(AT + SECOND, 'R')}: it does not accept the key or token`,
    ],
    [
      'that refused, and was notified since',
      { deliveredAt: AT + SECOND, gaveUp: { why: 'rejected', at: AT } },
      `\`pager\`: last notified ${stamp(AT + SECOND, 'R')}`,
    ],
  ])('one %s', (_name, more, expected) => {
    expect(field('Receivers', { receivers: [{ ...state, ...more }] })).toBe(expected);
  });

  test('are not named where there are none', () => {
    expect(field('Receivers', {})).toBeUndefined();
  });
});
