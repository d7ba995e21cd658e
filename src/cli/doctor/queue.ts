import type { PipelineConfig } from '../../config/accountConfig.ts';
import { ENGLISH } from '../../discord/words/language.ts';
import type { QueueAnswer } from '../../monitor/ports/queueSource.ts';
import type { Clock, Millis } from '../../monitor/time.ts';
import { createQueueSource } from '../../queues/createQueueSource.ts';
import { queueTroubleWords } from '../../queues/troubleWords.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Queue');

/** Reads the queues that belong to pipelines. Each is named by its kind, and by its pipeline where there are several. */
export async function checkQueues(
  pipelines: readonly Pick<PipelineConfig, 'name' | 'queue'>[],
  clock: Clock,
  withinMs: Millis,
): Promise<readonly Finding[]> {
  const findings = pipelines.map(async ({ name, queue }) => {
    if (queue === null) return [];
    const { type } = queue.options;
    const called = pipelines.length === 1 ? type : `${type} of ${name}`;
    const source = createQueueSource(queue.options, clock);
    return [judgeQueueAnswer(called, await source.read(AbortSignal.timeout(withinMs)))];
  });
  return (await Promise.all(findings)).flat();
}

/** What reading a queue brought. */
export function judgeQueueAnswer(type: string, answer: QueueAnswer): Finding {
  if (!answer.ok) return say.warning(`${type} cannot be read: ${queueTroubleWords(answer.why)}.`);
  const { depth, workers, busy } = answer.reading;
  if (depth === null)
    return say.warning(`${type} was reached, but its depth is unknown: ${queueTroubleWords('noCount')}.`);
  const { count } = ENGLISH;
  const known = [
    `${count(depth)} waiting`,
    ...(workers === null ? [] : [`${count(workers)} workers`]),
    ...(busy === null ? [] : [`${count(busy)} in progress`]),
  ];
  return say.ok(`${type} can be read: ${known.join(', ')}.`);
}
