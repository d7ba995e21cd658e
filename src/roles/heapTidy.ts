import { type Millis, SECOND } from '../monitor/time.ts';

/** What fewer servers leave behind is not worth a pause. */
export const MANY_SERVERS = 500;
/** One shard logs in every five seconds: after this none is under way, and nothing else of the start goes on. */
export const AFTER_MS: Millis = 10 * SECOND;

/**
 * The events of many servers after a start leave gaps all over the heap, and V8 keeps their pages: 20 MiB with 2,500 servers. Closing the gaps
 * stops the process for 0.1 s, so it is done once. `gc` is there only where Node.js was started with `--expose-gc`, as the unit and the image start it. The function that is
 * returned is called with the number of servers of each shard that has connected.
 */
export function createHeapTidy(gc: NodeJS.GCFunction | undefined): (servers: number) => void {
  let heard = 0;
  let waits: NodeJS.Timeout | null = null;
  let isDone = gc === undefined;

  function tidy(): void {
    isDone = true;
    gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }

  return (servers) => {
    heard += servers;
    if (isDone || heard < MANY_SERVERS) return;
    if (waits === null) waits = setTimeout(tidy, AFTER_MS).unref();
    else waits.refresh();
  };
}
