import type { QueueConfig } from '../config/queueSettings.ts';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { QueueAnswer, QueueSource, UnreadableWhy } from '../monitor/ports/queueSource.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { queueTroubleWords } from '../queues/troubleWords.ts';

export interface QueuePollOptions {
  readonly source: QueueSource;
  readonly config: Pick<QueueConfig, 'options' | 'everyMs'>;
  readonly monitor: Pick<Monitor, 'recordOwnQueue'>;
  readonly pipeline: string;
  readonly log: Logger;
  readonly elapsed: () => Millis;
  readonly random: () => number;
}

const READ_WITHIN_MS: Millis = 5_000;
/** Several monitors at one server do not ask at the same moment for ever. */
const JITTER = 0.1;

/** Reads the queue of a pipeline when it is due, and answers after how long it is due again. Logs once that it cannot be read, and once that it can again. */
export function createQueuePoll(options: QueuePollOptions): (into?: Pick<Store, 'queueSources'>) => Promise<Millis> {
  const { source, config, monitor, pipeline, log, elapsed, random } = options;
  const queue = config.options.type;
  let dueAt = Number.NEGATIVE_INFINITY;
  let logged: UnreadableWhy | 'none' | null = null;

  function logChange(answer: QueueAnswer): void {
    const why = whyOf(answer);
    if (why === logged) return;
    const isFirst = logged === null;
    logged = why;
    if (why !== 'none')
      log.warn({ pipeline, queue, reason: why, advice: queueTroubleWords(why) }, 'queue cannot be read');
    else log.info({ pipeline, queue }, isFirst ? 'queue is read' : 'queue can be read again');
  }

  return async (into) => {
    const restMs = dueAt - elapsed();
    if (restMs > 0) return restMs;
    const pauseMs = config.everyMs * (1 + JITTER * (2 * random() - 1));
    const startedAt = elapsed();
    const answer = await source.read(AbortSignal.timeout(READ_WITHIN_MS));
    await monitor.recordOwnQueue(pipeline, answer, into);
    // Only now: what could not be kept is read again soon.
    dueAt = startedAt + pauseMs;
    logChange(answer);
    return Math.max(0, dueAt - elapsed());
  };
}

function whyOf(answer: QueueAnswer): UnreadableWhy | 'none' {
  if (!answer.ok) return answer.why;
  return answer.reading.depth === null ? 'noCount' : 'none';
}
