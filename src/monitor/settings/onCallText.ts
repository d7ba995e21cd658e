import type { OnCallRota } from '../alerts/onCall.ts';
import { weekdaysText } from '../text/weekdays.ts';
import { clockText } from './settingChanges.ts';

/** Who takes turns as a line of the log has it: `user 12, user 34 mon 09:00 cover user 56 until 2026-…`. */
export function onCallText({ people, weekday, minute, cover }: OnCallRota): string {
  const named = people.map((userId) => `user ${userId}`).join(', ');
  const covered = cover === null ? '' : ` cover user ${cover.userId} until ${new Date(cover.until).toISOString()}`;
  return `${named} ${weekdaysText([weekday])} ${clockText(minute)}${covered}`;
}
