import { z } from 'zod';
import { MOST_SOURCES, RECENT_MS } from '../monitor/queueSources/sourceState.ts';
import { MINUTE } from '../monitor/time.ts';
import { BadRequest } from './solveResultBody.ts';

const LONGEST_SOURCE = 64;
const SOURCE_FORM = `must be 1 to ${LONGEST_SOURCE} letters, digits or any of . _ : / @ - and begin with a letter or a digit, such as "worker-1"`;

/** The depth of a queue as it is posted. Optional fields may be null. */
export const QueueBody = z.strictObject(
  {
    depth: z
      .int('must be a whole number of tasks')
      .min(0, 'must not be negative')
      .max(1e9, 'must be at most a billion'),
    activeWorkers: z
      .int('must be a whole number of workers')
      .min(0, 'must not be negative')
      .max(1e6, 'must be at most a million')
      .nullish(),
    source: z
      .string('must be text')
      .regex(new RegExp(`^[A-Za-z\\d][\\w.:/@-]{0,${LONGEST_SOURCE - 1}}$`), SOURCE_FORM)
      .nullish()
      .describe('Which of several reports this is: the depths and the workers of all recent sources are added up.'),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : 'must be an object such as {"depth":12,"activeWorkers":4}',
  },
);

export function tooManySources(): BadRequest {
  return new BadRequest(
    `source is one of more than ${MOST_SOURCES} within ${RECENT_MS / MINUTE} minutes. Use one name for each queue or worker, not a new one for each post.`,
    'source',
  );
}
