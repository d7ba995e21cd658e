import { endlessKinds, type QuietHours, type QuietPasses } from '../alerts/quietHours.ts';
import { releaseHeld } from '../delivery/releaseHeld.ts';
import { MonitorError } from '../errors.ts';
import { minuteIn } from '../text/untilTime.ts';
import { parseWeekdays } from '../text/weekdays.ts';
import { type Actor, ALERT_KINDS, type AlertKind } from '../types.ts';
import { createChangeLog } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { quietHoursText } from './quietHoursText.ts';

/** Quiet hours as they were typed; null: every day, all kinds, and what is critical passes. */
export interface TypedQuietHours {
  readonly from: string;
  readonly to: string;
  readonly days: string | null;
  readonly alerts: string | null;
  readonly passes: QuietPasses | null;
}

/** Removing these makes those of the settings hold again. */
export const QUIET_OF_SETTINGS = 'settings';

/** They stand on one page, and each is looked at whenever something fires. */
export const MOST_QUIET_HOURS = 10;

/** What people change of the times in which messages wait. The first change makes those of the settings the guild's own. */
export interface QuietActions {
  /** Answers the ones that were added. @throws MonitorError `badWeekdays`, `badTimeOfDay`, `badKinds`, `quietTwice`, `quietEndless` or `tooManyQuiet`. */
  addQuietHours(guildId: string, typed: TypedQuietHours, by: Actor): Promise<QuietHours>;
  /** `which`: their number, or `settings`. Answers the ones that were removed; null for `settings`. @throws MonitorError `unknownQuiet`. */
  removeQuietHours(guildId: string, which: string, by: Actor): Promise<QuietHours | null>;
}

export function createQuietActions(ports: ChangePorts): QuietActions {
  const { store, clock, guildDefaults, onChange, onDeliveries } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  /** `change` answers what becomes of them, and the ones that it is about. */
  async function changeHours<About extends QuietHours | null>(
    guildId: string,
    by: Actor,
    change: (
      hours: readonly QuietHours[],
      isOwn: boolean,
    ) => { hours: readonly QuietHours[] | null; before: QuietHours | null; after: QuietHours | null; about: About },
  ): Promise<About> {
    const done: { line: ReturnType<typeof changeOf>; about: About }[] = [];
    await store.quietHours.change(guildId, (own) => {
      const { hours, before, after, about } = change(own ?? guildDefaults.quietHours ?? [], own !== null);
      const text = (one: QuietHours | null) => (one === null ? null : quietHoursText(one));
      const line = changeOf('quiet', 'quietHours', by, text(before), text(after));
      done.push({ line, about });
      return { hours, change: line };
    });
    const [last] = done.slice(-1);
    if (last === undefined) throw new Error('quiet hours were not changed');
    logged(guildId, [last.line]);
    // What waited for their end may be sent now.
    await releaseHeld(store, guildId, clock.now());
    onChange();
    onDeliveries();
    return last.about;
  }

  return {
    async addQuietHours(guildId, typed, by) {
      const wanted = readTyped(typed);
      return changeHours(guildId, by, (hours) => {
        const text = quietHoursText({ ...wanted, id: 0 });
        if (hours.some((one) => quietHoursText(one) === text)) throw new MonitorError('quietTwice', {});
        if (hours.length >= MOST_QUIET_HOURS) throw new MonitorError('tooManyQuiet', { most: MOST_QUIET_HOURS });
        const added = { ...wanted, id: Math.max(0, ...hours.map(({ id }) => id)) + 1 };
        const kinds = endlessKinds([...hours, added]);
        if (kinds.length > 0) throw new MonitorError('quietEndless', { kinds });
        return { hours: [...hours, added], before: null, after: added, about: added };
      });
    },
    removeQuietHours: (guildId, which, by) =>
      changeHours<QuietHours | null>(guildId, by, (hours, isOwn) => {
        if (which === QUIET_OF_SETTINGS && isOwn) return { hours: null, before: null, after: null, about: null };
        const removed = hours.find(({ id }) => String(id) === which.trim());
        if (removed === undefined) throw new MonitorError('unknownQuiet', { text: which });
        return { hours: hours.filter((one) => one !== removed), before: removed, after: null, about: removed };
      }),
  };
}

/** @throws MonitorError where something cannot be read. */
function readTyped({ from, to, days, alerts, passes }: TypedQuietHours): Omit<QuietHours, 'id'> {
  const weekdays = parseWeekdays(days ?? 'daily');
  if (weekdays === null) throw new MonitorError('badWeekdays', { text: days ?? '' });
  return {
    weekdays,
    from: minuteOf(from),
    to: minuteOf(to),
    kinds: alerts === null ? null : kindsIn(alerts),
    passes: passes ?? 'critical',
  };
}

function minuteOf(text: string): number {
  const typed = text.trim().toLowerCase();
  // The end of a day is the beginning of the next.
  const minute = typed === '' ? null : minuteIn(/^24(?:[:.]00)?$/.test(typed) ? '0' : typed);
  if (minute === null) throw new MonitorError('badTimeOfDay', { text });
  return minute;
}

/** Null: all. */
function kindsIn(text: string): readonly AlertKind[] | null {
  const names = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  if (names.includes('all')) return null;
  const unknown = names.find((name) => !ALERT_KINDS.some((kind) => kind === name));
  if (unknown !== undefined || names.length === 0) throw new MonitorError('badKinds', { text: unknown ?? text });
  const kinds = ALERT_KINDS.filter((kind) => names.includes(kind));
  return kinds.length === ALERT_KINDS.length ? null : kinds;
}
