import type { Facts } from '../../monitor/alerts/facts.ts';
import type { Reminder } from '../../monitor/alerts/reminder.ts';
import { textsOf } from '../kinds/index.ts';
import type { Language } from '../words/language.ts';
import { dateTime, relativeTime } from './text.ts';

/** The line above a reminder: that it is one, since when it fires, what ends it, and when the next one comes. */
export function reminderLine({ n, since, nextAt, recoversAt }: Reminder, { kind }: Facts, language: Language): string {
  const { alerts } = language.words;
  const reminder = alerts.reminder({
    number: language.count(n),
    since: dateTime(since),
    recovers: textsOf(kind).recovers(recoversAt, language),
    next: relativeTime(nextAt),
  });
  return `🔁 ${reminder}`;
}
