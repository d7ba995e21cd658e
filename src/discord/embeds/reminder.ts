import type { Facts } from '../../monitor/alerts/facts.ts';
import type { Reminder } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { dateTime, relativeTime } from './text.ts';

/** The line above a reminder: that it is one, since when it fires, what ends it, and when the next one comes. */
export function reminderLine({ n, since, nextAt, recoversAt }: Reminder, facts: Facts, language: Language): string {
  const { alerts } = language.words;
  const recovers = recoversWords(facts, recoversAt, language);
  return `🔁 ${alerts.reminder(language.count(n), dateTime(since), recovers, relativeTime(nextAt))}`;
}

function recoversWords(facts: Facts, level: number | null, language: Language): string {
  const { alerts } = language.words;
  if (level === null) return facts.kind === 'silence' ? alerts.recoversWithResult : alerts.recoversWithAnswer;
  return alerts.recoversAt(levelWords(facts.kind, level, language));
}

function levelWords(kind: Facts['kind'], level: number, language: Language): string {
  switch (kind) {
    case 'balance':
      return language.usd(level);
    case 'queue':
      return language.words.facts.queue(language.count(level));
    case 'latency':
      return language.seconds(level);
    case 'runway':
      return language.duration(level);
    default:
      return language.percent(level);
  }
}
