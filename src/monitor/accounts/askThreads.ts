import type { ThreadsSource } from '../ports/provider.ts';
import type { PollState } from '../ports/providerHealthStore.ts';
import { HOUR, type Millis } from '../time.ts';
import type { Reading } from '../types.ts';

/** A maintenance page looks like an account that does not tell its threads: ask again, but rarely. */
const UNSUPPORTED_FOR_MS: Millis = HOUR;

/** Asks for the threads of the account where it may tell them; `state` is the very one that was given where nothing new is known. */
export async function askThreads(
  threads: ThreadsSource | null,
  state: PollState,
  at: Millis,
): Promise<{ readonly state: PollState; readonly readings: readonly Reading[] }> {
  if (threads === null || isTooSoon(state.askThreadsFrom, at)) return { state, readings: [] };
  const answer = await threads.getThreads();
  if (!answer.ok) {
    if (!('unsupported' in answer)) return { state, readings: [] };
    return { state: { ...state, threads: 'unsupported', askThreadsFrom: at + UNSUPPORTED_FOR_MS }, readings: [] };
  }
  const readings: readonly Reading[] = [
    { metric: 'threadsBusy', at, value: answer.busy },
    { metric: 'threadsTotal', at, value: answer.total },
  ];
  return { state: state.threads === 'supported' ? state : { ...state, threads: 'supported' }, readings };
}

/** A time further ahead than that was set by a clock that has come back. */
function isTooSoon(from: Millis | null, at: Millis): boolean {
  return from !== null && at < from && from - at <= UNSUPPORTED_FOR_MS;
}
