import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { AlertKind } from '../types.ts';
import type { DecisionReason } from './decision.ts';
import type { KindOutcome } from './evaluateGuild.ts';

/** Counts decisions by their reason, and logs each where somebody wants to know, or where something changed. */
export function createTally({ log, counters }: { readonly log: Log; readonly counters: Counters }) {
  const counts = new Map<string, { readonly kind: AlertKind; readonly reason: DecisionReason; n: number }>();
  const guilds = new Map<readonly KindOutcome[], number>();
  const everything = log.isLevelEnabled('debug');

  function count({ kind, decision: { reason } }: KindOutcome, times: number): void {
    const key = `${kind} ${reason}`;
    const counted = counts.get(key);
    if (counted === undefined) counts.set(key, { kind, reason, n: times });
    else counted.n += times;
  }

  return {
    /** What was decided for a guild; the same outcomes may be those of many. */
    add(guildId: string, outcomes: readonly KindOutcome[]): void {
      const before = guilds.get(outcomes);
      guilds.set(outcomes, (before ?? 0) + 1);
      // What many have in common changed nothing.
      if (before !== undefined && !everything) return;
      for (const { kind, decision, before: was, after } of outcomes) {
        const { reason, send } = decision;
        if (after !== was) log.info({ guildId, kind, reason, send }, 'alert decided');
        else if (everything) log.debug({ guildId, kind, reason, send }, 'alert decided');
      }
    },
    report(): void {
      for (const [outcomes, times] of guilds) for (const outcome of outcomes) count(outcome, times);
      for (const { kind, reason, n } of counts.values()) counters.decided(kind, reason, n);
    },
  };
}
