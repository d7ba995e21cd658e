import { THRESHOLDS, type ThresholdName } from '../../monitor/settings/thresholds.ts';
import { HOUR } from '../../monitor/time.ts';
import { MICROS_PER_USD } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';

/** A threshold as people read it: `$10.00`, `15.0%`, `2 min`, `on`. */
export function thresholdText(
  name: ThresholdName,
  value: number,
  { words, usd, percent, count, number, duration }: Language,
): string {
  const { unit } = THRESHOLDS[name];
  switch (unit) {
    case 'usd':
      return usd(value * MICROS_PER_USD);
    case 'percent':
      return percent(value / 100);
    case 'seconds':
      // A person who sets 100 seconds must not read "2 min".
      return value < 60 || value % 60 === 0 ? duration(value * 1_000) : `${count(value)} ${words.units.s}`;
    case 'hours':
      return duration(value * HOUR);
    case 'switch':
      return value === 1 ? words.thresholds.on : words.thresholds.off;
    case 'factor':
      return `× ${number(value)}`;
    case 'count':
      return count(value);
  }
}
