import { createLiveResults } from './liveResults.ts';
import type { PipelineMood } from './mood.ts';
import { postPolitely, type Wait } from './postPolitely.ts';
import { createLiveQueue } from './queue.ts';

const BATCH_SIZE = 500;

export interface PipelineOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly seed: number;
  readonly resultsPerSecond: number;
  readonly mood?: PipelineMood;
  readonly now?: () => number;
  readonly tickMs?: number;
  readonly queueEveryMs?: number;
  /** Pauses between attempts; a test hands over one that does not. */
  readonly wait?: Wait;
}

interface Posted {
  results: number;
  readings: number;
  retries: number;
  /** Requests that were turned down for good, such as with 400 or 401. */
  refused: number;
}

export interface Pipeline {
  readonly posted: Readonly<Posted>;
  setMood(mood: PipelineMood): void;
  stop(): Promise<void>;
}

/** Workers that report to the monitor at `baseUrl` until they are stopped. They begin with a queue reading. */
export function startPipeline(options: PipelineOptions): Pipeline {
  const { seed, resultsPerSecond, now = Date.now, tickMs = 1_000, queueEveryMs = 5_000 } = options;
  const finishedUntil = createLiveResults({ seed, perSecond: resultsPerSecond, from: now() });
  const queueAt = createLiveQueue(seed);
  const reporter = createReporter(options);
  let mood = options.mood ?? 'healthy';
  let readAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    if (now() - readAt >= queueEveryMs) {
      readAt = now();
      await reporter.post('/v1/queue', queueAt(readAt, mood), 'readings', 1);
    }
    const results = finishedUntil(now(), mood);
    for (let start = 0; start < results.length; start += BATCH_SIZE) {
      const batch = results.slice(start, start + BATCH_SIZE);
      await reporter.post('/v1/results', batch, 'results', batch.length);
    }
  }

  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void>;
  function next(): void {
    running = run().finally(() => {
      if (!reporter.isStopped()) timer = setTimeout(next, tickMs);
    });
  }
  next();

  return {
    posted: reporter.posted,
    setMood(changed) {
      mood = changed;
    },
    async stop() {
      reporter.stop();
      clearTimeout(timer);
      await running;
    },
  };
}

function createReporter({ baseUrl, token, wait }: Pick<PipelineOptions, 'baseUrl' | 'token' | 'wait'>) {
  const posted: Posted = { results: 0, readings: 0, retries: 0, refused: 0 };
  const stopping = new AbortController();
  const onRetry = () => {
    posted.retries += 1;
  };

  return {
    posted,
    stop: () => stopping.abort(),
    isStopped: () => stopping.signal.aborted,
    async post(path: string, body: unknown, counter: 'results' | 'readings', items: number): Promise<void> {
      const poster = { token, signal: stopping.signal, onRetry, ...(wait ? { wait } : {}) };
      const status = await postPolitely(`${baseUrl}${path}`, body, poster);
      if (status === null) return;
      if (status < 300) posted[counter] += items;
      else posted.refused += 1;
    },
  };
}
