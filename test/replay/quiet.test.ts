import { beforeAll, describe, expect, test } from 'vitest';
import type { NewMessages } from './channelLog.ts';
import { chooseQuiet, LEAD } from './quietScript.ts';
import { replayWeek } from './replay.ts';
import { DEEDS, END, HOUR, MINUTE, NORTH, on, SOUTH, TEAMS } from './script.ts';

const TIMEOUT_MS = 300_000;

let week: Awaited<ReturnType<typeof replayWeek>>;
beforeAll(async () => {
  week = await replayWeek(1, END, chooseQuiet);
}, TIMEOUT_MS);

const toTeam = (id: string) => week.sent.filter(({ guildId }) => guildId === id);
const ofType = (sent: readonly NewMessages[], type: NewMessages['message']['type']) =>
  sent.filter(({ message }) => message.type === type);

/** The same week as `golden.txt`, by teams that sleep and escalate. Made anew by `vitest run test/replay -u`, once the diff was read. */
test('the messages to the teams in a week with quiet hours and an escalation are those that were reviewed', async () => {
  await expect(week.text).toMatchFileSnapshot('golden-quiet.txt');
});

/** Minutes of the day in Berlin. The clock is asked for each moment: it goes back in this week. */
function berlinMinute(at: number): number {
  const [hours = 0, minutes = 0] = new Date(at)
    .toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' })
    .split(':')
    .map(Number);
  return hours * 60 + minutes;
}
const isNight = ({ at }: NewMessages) => berlinMinute(at) >= 19 * 60 || berlinMinute(at) < 7 * 60 + 30;

describe('whatever the file says', () => {
  test('at night North hears of nothing but what is critical, and each morning at most once of the rest', () => {
    const night = toTeam(NORTH.id).filter(isNight);
    const severities = night.flatMap(({ message }) => {
      if (message.type === 'alert') return [message.severity];
      if (message.type === 'recovery') return [message.notified ?? 'warning'];
      return message.type === 'edit' || message.type === 'escalation' ? [] : [message.type];
    });
    expect(new Set(severities)).toEqual(new Set(['critical']));
    const mornings = ofType(toTeam(NORTH.id), 'catchUp').map(({ at }) => new Date(at).getUTCDate());
    expect(mornings.length).toBeGreaterThan(0);
    expect(new Set(mornings).size).toBe(mornings.length);
  });

  test('South hears of nothing on Wednesday afternoon, and then once', () => {
    const quiet = toTeam(SOUTH.id).filter(({ at }) => at >= on('Wed', '12:00') && at < on('Wed', '18:00'));
    expect(quiet.filter(({ message }) => message.type !== 'edit')).toEqual([]);
    expect(ofType(toTeam(SOUTH.id), 'catchUp')).toHaveLength(1);
  });

  test.each(TEAMS)('$name hears of no end without a beginning, and of each end once', ({ id }) => {
    const open = new Set<string>();
    for (const { message, about } of toTeam(id)) {
      const kind = about?.kind ?? '';
      if (message.type === 'alert') open.add(kind);
      if (message.type === 'catchUp')
        for (const incident of message.incidents) {
          if (incident.state === 'over') open.delete(incident.kind);
          else open.add(incident.kind);
        }
      if (message.type === 'recovery') expect(open.delete(kind), kind).toBe(true);
    }
  });

  test.each(TEAMS)('each step of $name comes while the incident is critical and nobody is on it', ({ id }) => {
    const sent = toTeam(id);
    const steps = ofType(sent, 'escalation');
    expect(steps.length).toBeGreaterThan(2);
    for (const { at, about, message } of steps) {
      const before = sent.filter((one) => one.at <= at && one.about?.kind === about?.kind);
      const last = before.findLast((one) => one.message.type === 'alert' || one.message.type === 'recovery');
      const caughtUp = sent.findLast((one) => one.at <= at && one.message.type === 'catchUp');
      const isOpenByCatchUp =
        caughtUp?.message.type === 'catchUp' &&
        caughtUp.at > (last?.at ?? 0) &&
        caughtUp.message.incidents.some((incident) => incident.kind === about?.kind && incident.state !== 'over');
      expect(last?.message.type === 'alert' || isOpenByCatchUp).toBe(true);
      if (message.type === 'escalation') expect(at - message.openedAt).toBeGreaterThanOrEqual(5 * MINUTE);
      const outgrown = (since: number) =>
        before.some((one) => one.at > since && one.message.type === 'alert' && one.message.severity === 'critical');
      const taken = DEEDS.filter(
        (deed) => deed.does === 'acknowledge' && deed.team.id === id && deed.kind === about?.kind,
      ).filter((deed) => deed.at <= at && at - deed.at < HOUR && !outgrown(deed.at));
      expect(taken).toEqual([]);
    }
  });

  test('the first step pings the lead and nobody else, and names no step twice for one incident', () => {
    const first = ofType(week.sent, 'escalation').filter(({ pings }) => pings.includes(`<@&${LEAD.id}>`));
    expect(first.length).toBeGreaterThan(2);
    for (const { pings } of first) expect(pings).toEqual([`<@&${LEAD.id}>`]);
    const keys = first.map(({ guildId, message }) =>
      message.type === 'escalation' ? `${guildId} ${message.facts.kind} ${message.openedAt}` : '',
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
