import { isLimitName, type LimitOverrides } from '../monitor/settings/limits.ts';
import type { Mention } from '../monitor/types.ts';

const NO_LIMITS: LimitOverrides = {};

/** Written by `setLimit` of this or another version, or by hand: what this version cannot read is left out, the rest stays. */
export function readLimits(json: string): LimitOverrides {
  if (json === '{}') return NO_LIMITS;
  const entries = Object.entries(parsedOrNothing(json));
  return Object.fromEntries(entries.filter(([name, value]) => isLimitName(name) && typeof value === 'number'));
}

function parsedOrNothing(json: string): object {
  try {
    return Object(JSON.parse(json));
  } catch {
    return NO_LIMITS;
  }
}

export function toMention(type: string | null, id: string | null): Mention | 'nobody' | null {
  if (type === 'nobody') return 'nobody';
  return id === null ? null : { type: type === 'user' ? 'user' : 'role', id };
}
