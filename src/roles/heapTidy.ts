import { type Millis, SECOND } from '../monitor/time.ts';

/** What fewer servers leave behind is not worth a pause. */
export const MANY_SERVERS = 500;
/** By then all of them have been heard of, and nothing else of the start goes on. */
export const AFTER_MS: Millis = 10 * SECOND;

/**
 * What is heard of many servers after a start leaves gaps all over the heap, and V8 keeps their pages: 20 MiB with 2,500 servers. Closing the gaps
 * stops the process for 0.1 s, so it is done once. Only where Node.js was started with `--expose-gc`, as the unit and the image start it.
 */
export function createHeapTidy(gc = globalThis.gc): (servers: number) => void {
  let isDone = gc === undefined;
  return (servers) => {
    if (isDone || servers < MANY_SERVERS) return;
    isDone = true;
    setTimeout(() => gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }), AFTER_MS).unref();
  };
}
