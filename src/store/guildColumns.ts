import { isThresholdName, type ThresholdOverrides } from '../monitor/settings/thresholds.ts';
import type { Mention } from '../monitor/types.ts';

const NO_THRESHOLDS: ThresholdOverrides = {};

/** Written by `setThreshold` of this or another version, or by hand: what this version cannot read is left out, the rest stays. */
export function readThresholds(json: string): ThresholdOverrides {
  if (json === '{}') return NO_THRESHOLDS;
  const entries = Object.entries(parsedOrNothing(json));
  return Object.fromEntries(entries.filter(([name, value]) => isThresholdName(name) && typeof value === 'number'));
}

function parsedOrNothing(json: string): object {
  try {
    return Object(JSON.parse(json));
  } catch {
    return NO_THRESHOLDS;
  }
}

export function toMention(type: string | null, id: string | null): Mention | 'nobody' | null {
  if (type === 'nobody') return 'nobody';
  return id === null ? null : { type: type === 'user' ? 'user' : 'role', id };
}
