import { queueTroubleWords } from '../queues/troubleWords.ts';
import type { Core } from './core.ts';

/** Why the queue of the settings cannot be read, for `/readyz`; null where they name none. A database that does not answer has a check of its own. */
export function createQueueCheck({ queue, monitor }: Pick<Core, 'queue' | 'monitor'>) {
  if (queue === null) return null;
  return async (): Promise<string | null> => {
    const trouble = await monitor.ownQueueTrouble().catch(() => null);
    return trouble === null ? null : `the queue cannot be read: ${queueTroubleWords(trouble.why)}`;
  };
}
