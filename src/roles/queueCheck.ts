import { queueTroubleWords } from '../queues/troubleWords.ts';
import type { Core } from './core.ts';

/** Why a queue that the monitor reads itself cannot be read, for `/readyz`; null where it reads none. A database that does not answer has a check of its own. */
export function queueCheck({ queues, monitor }: Pick<Core, 'queues' | 'monitor'>) {
  if (queues.length === 0) return null;

  async function troubleOf(pipeline: string): Promise<string | null> {
    const trouble = await monitor.ownQueueTrouble(pipeline).catch(() => null);
    const name = monitor.pipelines.length === 1 ? 'the queue' : `the queue of ${pipeline}`;
    return trouble === null ? null : `${name} cannot be read: ${queueTroubleWords(trouble.why)}`;
  }

  return async (): Promise<string | null> => {
    const troubles = await Promise.all(queues.map(({ pipeline }) => troubleOf(pipeline)));
    const known = troubles.filter((trouble) => trouble !== null);
    return known.length === 0 ? null : known.join('; ');
  };
}
