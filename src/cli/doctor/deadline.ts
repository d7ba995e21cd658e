import type { Millis } from '../../monitor/time.ts';

/** Runs a call that is ended when it takes too long, whether it heeds the signal or not. */
export type Deadline = <T>(call: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Each call has its own time, and all of them together have theirs: some wait for the answers of others. */
export function createDeadline({ callMs, allMs }: { readonly callMs: Millis; readonly allMs: Millis }): Deadline {
  const all = limitedTo(allMs);
  all.timer.unref();
  return async (call) => {
    const own = limitedTo(callMs);
    const signal = AbortSignal.any([all.signal, own.signal]);
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      return await Promise.race([call(signal), tooLate]);
    } finally {
      clearTimeout(own.timer);
      signal.removeEventListener('abort', giveUp);
    }
  };
}

/** Unlike `AbortSignal.timeout` its timer keeps the process alive: nothing else may be left that does. */
function limitedTo(ms: Millis) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  return { signal: controller.signal, timer };
}
