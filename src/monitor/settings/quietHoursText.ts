import type { QuietHours } from '../alerts/quietHours.ts';
import { parseWeekdays, weekdaysText } from '../text/weekdays.ts';
import { ALERT_KINDS } from '../types.ts';
import { clockText } from './settingChanges.ts';

/** Quiet hours as a line of the log has them: `mon-fri 22:00-07:00 queue,latency critical`. */
export function quietHoursText({ weekdays, from, to, kinds, passes }: QuietHours): string {
  return `${weekdaysText(weekdays)} ${clockText(from)}-${clockText(to)} ${kinds?.join(',') ?? 'all'} ${passes}`;
}

const TEXT = /^(\S+) (\d{2}):(\d{2})-(\d{2}):(\d{2}) (\S+) (critical|nothing)$/;

/** What such a line says; null where another version wrote it. */
export function readQuietHoursText(text: string): Omit<QuietHours, 'id'> | null {
  const [, days = '', fromHour, fromMinute, toHour, toMinute, names = '', passes] = TEXT.exec(text) ?? [];
  const weekdays = parseWeekdays(days);
  if (weekdays === null || passes === undefined) return null;
  return {
    weekdays,
    from: Number(fromHour) * 60 + Number(fromMinute),
    to: Number(toHour) * 60 + Number(toMinute),
    kinds: names === 'all' ? null : ALERT_KINDS.filter((kind) => names.split(',').includes(kind)),
    passes: passes === 'nothing' ? 'nothing' : 'critical',
  };
}
