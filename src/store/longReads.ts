import type { WindowOf } from '../monitor/ports/resultStore.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { type Reading, type ReadThread, ThreadLostError } from './readThread.ts';
import type { SpanReads } from './spanReads.ts';

/**
 * Spans of an hour, those of all pipelines together, take a few milliseconds; to have them read elsewhere would take longer. One that ends
 * now is longer by what has begun.
 */
const SHORT_MS: Millis = HOUR + MINUTE;
/** The sums of a day take 6 ms, with 200,000 results a day. The evaluation of a quiet pipeline reads them, and its alert would wait for the start of the thread. */
const SHORT_PERIOD_MS: Millis = DAY + MINUTE;

export interface ReadThreads {
  readonly reports: ReadThread;
  /** An evaluation waits for no report. */
  readonly evaluations: ReadThread;
}

/** Reads long spans in threads of their own. What they cannot answer because they are lost, again and again, is read here. */
export function withLongReads(here: SpanReads, { reports, evaluations }: ReadThreads): SpanReads {
  const { windows, ...spans } = here;
  const adapted = Object.entries(spans).map(([name, read]) => [name, adapt(name as keyof typeof spans, read, reports)]);
  return {
    ...Object.fromEntries(adapted),
    windows(asked, to) {
      const spanMs = longestOfEach(asked, to);
      return readIn(evaluations, { name: 'windows', args: [asked, to], spanMs }, () => windows(asked, to));
    },
  };
}

type Read = (pipeline: string, from: Millis, to: Millis, ...more: never[]) => Promise<unknown>;

function adapt(name: keyof SpanReads, here: Read, thread: ReadThread): Read {
  return (pipeline, from, to, ...more) =>
    readIn(thread, { name, args: [pipeline, from, to, ...more], spanMs: to - from }, () =>
      here(pipeline, from, to, ...more),
    );
}

async function readIn<Value>(thread: ReadThread, reading: Reading, here: () => Promise<Value>): Promise<Value> {
  const shortMs = reading.name === 'period' ? SHORT_PERIOD_MS : SHORT_MS;
  if (reading.spanMs <= shortMs || !thread.isUsable()) return here();
  try {
    // The thread has the very same functions.
    return (await thread.ask(reading)) as Value;
  } catch (err) {
    if (err instanceof ThreadLostError) return here();
    throw err;
  }
}

/** Of each pipeline the longest window holds the others. */
function longestOfEach(windows: readonly WindowOf[], to: Millis): Millis {
  const longest = new Map<string, Millis>();
  for (const { pipeline, from } of windows) longest.set(pipeline, Math.max(longest.get(pipeline) ?? 0, to - from));
  return [...longest.values()].reduce((sum, ms) => sum + ms, 0);
}
