import { beforeAll, describe, expect, test } from 'vitest';
import type { AlertMessage } from '../../src/monitor/alerts/message.ts';
import { isTwiceAsBad } from '../../src/monitor/alerts/worse.ts';
import { ALERT_KINDS, type AlertKind, type Mention } from '../../src/monitor/types.ts';
import type { NewMessages } from './channelLog.ts';
import { replayWeek } from './replay.ts';
import { DAY, DEEDS, MINUTE, NORTH, NORTH_ROLE, on, SOUTH, SOUTH_ROLE, START, TEAMS } from './script.ts';

const SEED = 1;
const TIMEOUT_MS = 300_000;

let week: Awaited<ReturnType<typeof replayWeek>>;
beforeAll(async () => {
  week = await replayWeek(SEED);
}, TIMEOUT_MS);

const toTeam = (id: string) => week.sent.filter(({ guildId }) => guildId === id);
const between = (from: number, to: number) => week.sent.filter(({ at }) => at >= from && at < to);
const isAbout = (kind: AlertKind) => (sent: NewMessages) => sent.about?.kind === kind;

/** What changed in behaviour is read in the diff of the file; `vitest run test/replay -u` takes it over once it was. */
test('the messages to the teams in a week are those that were reviewed', async () => {
  await expect(week.text).toMatchFileSnapshot('golden.txt');
});

test('the same seed gives the same week', { timeout: TIMEOUT_MS }, async () => {
  const firstDay = (await replayWeek(SEED, START + DAY)).text.trimEnd();
  expect(week.text.slice(0, firstDay.length)).toBe(firstDay);
});

describe('whatever the file says', () => {
  test.each(ALERT_KINDS)('an alert of %s is sent, and its recovery', (kind) => {
    const types = week.sent.filter(isAbout(kind)).map(({ message }) => message.type);
    expect(types).toEqual(expect.arrayContaining(['alert', 'recovery']));
  });

  test.each(TEAMS)('$name hears no kind and severity twice within its cooldown, unless it got worse', (team) => {
    const last = new Map<string, number>();
    const newest = new Map<string, AlertMessage>();
    for (const { message, about, elapsed } of toTeam(team.id)) {
      if (message.type !== 'alert') continue;
      const kind = `${about?.kind}`;
      const key = `${kind} ${message.severity}`;
      const before = newest.get(kind);
      const rose = message.severity === 'critical' && before?.severity === 'warning';
      if (!rose && !isTwiceAsBad(message.facts, before?.facts ?? null))
        expect(elapsed - (last.get(key) ?? Number.NEGATIVE_INFINITY), key).toBeGreaterThanOrEqual(team.cooldownMs);
      last.set(key, elapsed);
      newest.set(kind, message);
    }
  });

  test('a reminder says that it is one, and each comes later after the one before', () => {
    for (const { id } of TEAMS) {
      for (const kind of ALERT_KINDS) {
        const alerts = toTeam(id).flatMap(({ message }) =>
          message.type === 'alert' && message.facts.kind === kind ? [message] : [],
        );
        for (const [i, { reminder }] of alerts.slice(1).entries()) {
          const before = alerts[i]?.reminder;
          if (reminder != null) expect(reminder.n).toBe(before == null ? 1 : before.n + 1);
        }
      }
    }
  });

  test.each(TEAMS)('$name hears of no end without a beginning, and of each end once', ({ id }) => {
    const open = new Set<string>();
    for (const { message, about } of toTeam(id)) {
      const kind = about?.kind ?? '';
      if (message.type === 'alert') open.add(kind);
      if (message.type === 'recovery') expect(open.delete(kind), kind).toBe(true);
    }
    expect(open).toEqual(new Set());
  });

  test('no new message is sent while it is muted', () => {
    const mutes = DEEDS.filter((deed) => deed.does === 'mute');
    expect(mutes).toHaveLength(2);
    for (const { at, forMs, team, scope } of mutes) {
      const sent = between(at, at + forMs).filter(({ guildId, message, about }) => {
        return guildId === team.id && message.type !== 'edit' && (scope === 'all' || about?.kind === scope);
      });
      expect(sent).toEqual([]);
    }
  });

  test('only errors ping, but no reminder of what has become better, and only the role of their team', () => {
    const roles: Readonly<Record<string, Mention>> = { [NORTH.id]: NORTH_ROLE, [SOUTH.id]: SOUTH_ROLE };
    for (const { message, pings, guildId } of week.sent) {
      const critical = message.type === 'alert' && message.severity === 'critical' && message.pings !== false;
      expect(pings).toEqual(critical ? [`<@&${roles[guildId]?.id}>`] : []);
    }
  });

  test('no message is about our own network, and none reaches a Discord that does not answer', () => {
    expect(between(on('Tue', '17:00'), on('Tue', '17:20') + 10 * MINUTE)).toEqual([]);
    expect(between(on('Fri', '10:00'), on('Fri', '11:00'))).toEqual([]);
  });

  test('only the pipeline goes quiet, not the monitor that was down', () => {
    const quiet = week.sent.filter(isAbout('silence'));
    expect(quiet.length).toBeGreaterThan(0);
    expect(quiet.filter(({ at }) => at >= on('Tue', '02:00'))).toEqual([]);
  });

  test('while a cause lasts, messages are about the cause alone', () => {
    const refused = between(on('Tue', '09:30'), on('Tue', '09:55'));
    expect(new Set(refused.map(({ about }) => about?.kind))).toEqual(new Set(['provider']));
    const busy = between(on('Thu', '10:00'), on('Thu', '10:30'));
    expect(new Set(busy.map(({ about }) => about?.kind))).toEqual(new Set(['threads']));
  });

  test('each team gets one summary of every day with results, but none of the one that came seven hours late', () => {
    const summaries = (id: string) => toTeam(id).filter(({ message }) => message.type === 'summary');
    expect(summaries(NORTH.id)).toHaveLength(5);
    expect(summaries(SOUTH.id)).toHaveLength(6);
  });

  test('an incident that Discord missed is sent late, once', () => {
    for (const { id } of TEAMS) expect(toTeam(id).filter(({ message }) => message.type === 'late')).toHaveLength(1);
  });
});
