import type { SourceReport, SourceState } from '../queueSources/sourceState.ts';
import type { Millis } from '../time.ts';

/** What each source of a queue's depth said last. */
export interface QueueSourceStore {
  /** Keeps a report, and the sums of all sources as readings; both or nothing. `tooMany`: a new source beyond the limit, nothing was kept. */
  report(pipeline: string, report: SourceReport): Promise<'kept' | 'tooMany'>;
  /** Those that reported since a time. */
  since(pipeline: string, from: Millis): Promise<readonly SourceState[]>;
}
