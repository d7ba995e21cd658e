import { MINUTE, type Millis } from '../monitor/time.ts';
import type { GatewayTrouble } from './gatewayTrouble.ts';

export const FIRST_RETRY_MS: Millis = 5_000;
/** Each login counts against a limit of the day: at this pace there are fewer than 300. */
const LONGEST_RETRY_MS: Millis = 5 * MINUTE;
/** What ends before a login costs nothing. */
const LONGEST_FREE_RETRY_MS: Millis = 30_000;
const FREE: ReadonlySet<GatewayTrouble['type']> = new Set(['unreachable', 'late', 'fault', 'certificate']);
/** Discord names no time to an address that it bans. */
const BANNED_MS: Millis = MINUTE;

/** How long to rest after so many failed logins in a row, the last of them with this trouble. */
export function retryPause(trouble: GatewayTrouble, failures: number, now: Millis): Millis {
  const longest = FREE.has(trouble.type) ? LONGEST_FREE_RETRY_MS : LONGEST_RETRY_MS;
  const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), longest);
  if (trouble.type === 'noLoginsLeft') {
    return Math.min(Math.max(FIRST_RETRY_MS, trouble.until - now), LONGEST_RETRY_MS);
  }
  return trouble.type === 'rateLimited' ? Math.max(pauseMs, trouble.afterMs ?? BANNED_MS) : pauseMs;
}
