import type { Millis } from '../time.ts';
import type { Metric, Reading } from '../types.ts';

/**
 * Of a pipeline, or of an account under its name. Those of an account, balance and threads, begin when the present API key was first used: earlier ones are another account's.
 */
export interface ReadingStore {
  /** Of two readings of one metric and moment the one that came last counts, within a call too. */
  add(pipeline: string, readings: readonly Reading[]): Promise<void>;
  newest(pipeline: string, metric: Metric, until?: Millis): Promise<Reading | null>;
  /** Readings from `from` on, oldest first, with the one before `from` that still held then. */
  since(pipeline: string, metric: Metric, from: Millis, until?: Millis): Promise<readonly Reading[]>;
  peak(pipeline: string, metric: Metric, from: Millis, to: Millis): Promise<number | null>;
}
