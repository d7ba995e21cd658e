import type { Allowance, Taken } from '../ports/rateLimitStore.ts';
import { HOUR, MINUTE, type Millis, SECOND } from '../time.ts';

/** What is known of one limit. */
export interface LimitUse {
  /** The latest moment at which each request may have arrived, the first one first: when its answer came, or could come. */
  readonly requests: readonly Millis[];
  /** The receiver said that it takes nothing before. */
  readonly closedUntil: Millis;
}

export const UNUSED: LimitUse = { requests: [], closedUntil: 0 };

/** A request that has not arrived by then never does. */
export const LONGEST_ON_ITS_WAY_MS: Millis = 15 * SECOND;
/** No allowance looks further back. */
const LONGEST_MS: Millis = MINUTE;
/** However long a receiver wants no more requests, one an hour is little. */
export const LONGEST_CLOSED_MS: Millis = HOUR;

/**
 * Counts a request where it may leave. Each is counted by the latest moment at which it may have arrived, so the receiver never sees more
 * than it allows, however long requests take and however many of them are under way.
 */
export function takeOf(
  use: LimitUse,
  allowances: readonly Allowance[],
  now: Millis,
): { readonly taken: Taken; readonly use: LimitUse } {
  const lately = { ...use, requests: use.requests.filter((at) => isRecent(at, now)) };
  const waitMs = waitOf(lately, allowances, now);
  if (waitMs > 0) return { taken: { waitMs }, use: lately };
  const ticket = now + LONGEST_ON_ITS_WAY_MS;
  return { taken: { ticket }, use: { ...lately, requests: inOrder([...lately.requests, ticket]) } };
}

/** From now on it surely has arrived, or never will. */
export function answeredOf(use: LimitUse, ticket: Millis, now: Millis, closedMs: Millis): LimitUse {
  const closedUntil = Math.max(
    use.closedUntil,
    closedMs > 0 ? now + Math.min(Math.ceil(closedMs), LONGEST_CLOSED_MS) : 0,
  );
  const at = use.requests.indexOf(ticket);
  if (at === -1) return { ...use, closedUntil };
  return { requests: inOrder(use.requests.with(at, Math.min(ticket, now))), closedUntil };
}

function waitOf({ requests, closedUntil }: LimitUse, allowances: readonly Allowance[], now: Millis): Millis {
  // Nothing is closed for longer: what lies further ahead was written by a clock that was ahead.
  const closedMs = closedUntil > now + LONGEST_CLOSED_MS ? 0 : closedUntil - now;
  const waits = allowances.map(({ requests: most, inMs }) => {
    const before = requests.at(-most);
    // Of what is under way it is not known when it arrives: at best now.
    return before === undefined ? 0 : Math.min(before, now) + inMs - now;
  });
  return Math.max(0, closedMs, ...waits);
}

/** What lies further ahead was written by a clock that was ahead. */
function isRecent(at: Millis, now: Millis): boolean {
  return at > now - LONGEST_MS && at <= now + 2 * LONGEST_ON_ITS_WAY_MS;
}

function inOrder(times: readonly Millis[]): readonly Millis[] {
  return times.toSorted((a, b) => a - b);
}
