import type { DecisionReason } from '../alerts/decision.ts';
import type { Message } from '../alerts/message.ts';
import type { SendOutcome } from '../delivery/outcome.ts';
import type { AlertKind } from '../types.ts';

/** Counts what was decided and sent, by reasons from closed sets. */
export interface Counters {
  decided(kind: AlertKind, reason: DecisionReason, times: number): void;
  /** `way`: how the receiver calls the way on which it arrived; null: it did not arrive. */
  sent(type: Message['type'], outcome: SendOutcome, way: string | null): void;
}
