import type { Millis } from '../time.ts';

/** How far back something is read, and how much of it is needed: of all kinds the one that asks for most counts. */
export interface LookBack {
  /** Over which results are summed up. */
  readonly windowMs: Millis;
  /** How far the window widens, and until it holds more results than this. */
  readonly widestMs: Millis;
  readonly minResults: number;
  /** So many results in a row decide. */
  readonly inRow: number;
  readonly latencyMs: Millis;
  readonly queueMs: Millis;
  readonly threadsMs: Millis;
  /** For how long a balance of 0 says that nothing is left; 0: it does not. */
  readonly usedUpMs: Millis;
  /** Only with more results than this in the window they are read by CAPTCHA type. */
  readonly typesMinResults: number;
}
