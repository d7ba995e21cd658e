import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';

/** Such as `Last 5 minutes`. */
export function windowWords(ms: Millis, { words: { alerts }, counted }: Language): string {
  const minutes = ms / MINUTE;
  if (!Number.isInteger(minutes)) return alerts.lastSeconds(counted(ms / 1000));
  return minutes === 1 ? alerts.lastMinute : alerts.lastMinutes(counted(minutes));
}
