import { ENGLISH } from '../../discord/words/language.ts';
import type { QueueAnswer } from '../../monitor/ports/queueSource.ts';
import { queueTroubleWords } from '../../queues/troubleWords.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Queue');

/** What reading the queue of the settings brought. `type`: what QUEUE_SOURCE says. */
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
