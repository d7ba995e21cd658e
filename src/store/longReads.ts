import { HOUR, type Millis } from '../monitor/time.ts';
import { type ReadThread, ThreadLostError } from './readThread.ts';
import type { SpanReads } from './spanReads.ts';

/** Shorter spans take a few milliseconds; to have them read elsewhere would take longer. */
const SHORT_MS: Millis = HOUR;

/** Reads long spans in a thread of its own. What it cannot answer because it is lost, again and again, is read here. */
export function withLongReads(here: SpanReads, thread: ReadThread): SpanReads {
  const adapted = Object.entries(here).map(([name, read]) => [name, adapt(name as keyof SpanReads, read, thread)]);
  return Object.fromEntries(adapted);
}

type Read = (pipeline: string, from: Millis, to: Millis, ...more: never[]) => Promise<unknown>;

function adapt(name: keyof SpanReads, here: Read, thread: ReadThread): Read {
  return async (pipeline, from, to, ...more) => {
    const spanMs = to - from;
    if (spanMs <= SHORT_MS || !thread.isUsable()) return here(pipeline, from, to, ...more);
    try {
      return await thread.ask({ name, args: [pipeline, from, to, ...more], spanMs });
    } catch (err) {
      if (err instanceof ThreadLostError) return here(pipeline, from, to, ...more);
      throw err;
    }
  };
}
