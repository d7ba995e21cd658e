import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';
import { type FinalTrouble, type GatewayTrouble, isFinal, troubleWords } from './gatewayTrouble.ts';
import { retryPause } from './retryPause.ts';

/** A refused token is asked about once more, so much later, before it is believed. */
const CONFIRM_MS: Millis = 10_000;

/** Why the bot is not connected, when to try again, and whether Discord has said its last word. It is logged once for as long as it stays the same. */
export function createLoginTrouble(log: Logger, now: () => Millis) {
  let last: GatewayTrouble | null = null;
  let isOver = false;
  let failures = 0;

  function note(trouble: GatewayTrouble, err: unknown = null): void {
    const why = troubleWords(trouble);
    const isNews = last === null || troubleWords(last) !== why;
    last = trouble;
    if (!isNews) return;
    log[isFinal(trouble) ? 'error' : 'warn']({ why, ...(err === null ? {} : { err }) }, 'not connected to Discord');
  }

  return {
    note,
    closed(trouble: GatewayTrouble): void {
      note(trouble);
      isOver ||= isFinal(trouble);
    },
    /** A login failed; answers how long to rest. */
    failed(trouble: GatewayTrouble, err: unknown): Millis {
      // A close is the gateway's own word; an answer to a question may have been that of a moment.
      isOver = isFinal(trouble) && (last?.type === trouble.type || trouble.type === 'intentsRefused');
      note(trouble, err);
      if (isOver) return 0;
      if (isFinal(trouble)) return CONFIRM_MS;
      failures += 1;
      return retryPause(trouble, failures, now());
    },
    succeeded(): void {
      last = null;
      failures = 0;
    },
    final: (): FinalTrouble | null => (isOver && last !== null && isFinal(last) ? last : null),
    /** Null: nothing is known of any. */
    words: (): string | null => (last === null ? null : troubleWords(last)),
  };
}
