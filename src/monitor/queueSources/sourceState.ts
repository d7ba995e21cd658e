import type { UnreadableWhy } from '../ports/queueSource.ts';
import { MINUTE, type Millis } from '../time.ts';

/** A report that is older than this says nothing of now. */
export const RECENT_MS: Millis = 10 * MINUTE;
/** More sources of one pipeline than this at the same time are a mistake, such as a new name for each post. */
export const MOST_SOURCES = 50;
/** The source that the monitor reads itself: a name that nobody can post under. */
export const OWN_SOURCE = '#monitor';

/** What one source says of the queue. A depth of null: it cannot be read, and `unreadable` says why. */
export interface SourceReport {
  /** Empty where it has no name. */
  readonly source: string;
  readonly at: Millis;
  readonly depth: number | null;
  readonly activeWorkers: number | null;
  readonly busy: number | null;
  readonly oldestAt: Millis | null;
  readonly unreadable: UnreadableWhy | null;
}

/** What is known of one source. */
export interface SourceState extends SourceReport {
  readonly depthAt: Millis | null;
  readonly workersAt: Millis | null;
  /** Since when it cannot be read. */
  readonly unreadableSince: Millis | null;
}

/** What is known after a report: workers that a post does not mention are those of the post before. The monitor itself asks for all each time. */
export function afterReport(before: SourceState | undefined, report: SourceReport): SourceState {
  const { at, depth, unreadable } = report;
  return {
    ...report,
    ...workersAfter(before, report),
    depthAt: depth === null ? null : at,
    unreadableSince: unreadable === null ? null : (before?.unreadableSince ?? at),
  };
}

function workersAfter(before: SourceState | undefined, { source, at, activeWorkers, unreadable }: SourceReport) {
  if (activeWorkers !== null) return { activeWorkers, workersAt: at };
  // Of a queue that cannot be read nothing is known, workers included.
  const isUnknown = unreadable !== null || source === OWN_SOURCE;
  if (isUnknown || before === undefined) return { activeWorkers: null, workersAt: null };
  return { activeWorkers: before.activeWorkers, workersAt: before.workersAt };
}

/** Whether a report of that time still counts. */
export function isRecent(at: Millis | null, now: Millis): boolean {
  return at !== null && now - at <= RECENT_MS;
}

/** Whether a report is of a source that is one too many. */
export function isOneTooMany(states: readonly SourceState[], { source, at }: SourceReport): boolean {
  const recent = states.filter((state) => isRecent(state.at, at) && state.source !== OWN_SOURCE);
  if (source === OWN_SOURCE || recent.some((state) => state.source === source)) return false;
  return recent.length >= MOST_SOURCES;
}
