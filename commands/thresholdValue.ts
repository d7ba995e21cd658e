import type { ThresholdUnit } from '../src/monitor/kinds/threshold.ts';
import { SCALE } from '../src/monitor/settings/thresholds.ts';
import { parseDuration } from '../src/monitor/text/duration.ts';

const SWITCH: Readonly<Record<string, number>> = { on: 1, off: 0 };

/**
 * `15`, `15%`, `$15` and `15,5` mean what people mean by them, and so do `on`, `off`, `90s` and `2h30` where the threshold is a switch or a
 * time. NaN for anything else, and for `1,000`, which may be a thousand or one.
 */
export function thresholdValue(text: string, unit: ThresholdUnit): number {
  const typed = text.trim().toLowerCase();
  const ms = unit === 'seconds' || unit === 'hours' ? parseDuration(typed) : null;
  if (ms !== null) return ms / SCALE[unit];
  if (unit === 'switch' && Object.hasOwn(SWITCH, typed)) return SWITCH[typed] ?? Number.NaN;
  const bare = typed.replace(unit === 'seconds' ? /s$/ : /^\$|[%$]$/g, '').trim();
  return /^-?\d+(?:[.,]\d{1,2})?$/.test(bare) ? Number(bare.replace(',', '.')) : Number.NaN;
}
