import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';

const AGAIN_MS: Millis = 1_000;

/** Logs once that nothing can be kept, as soon as that is so, and once that it can be again. Answers when to look again. */
export function createDatabaseWatch(trouble: () => Promise<string | null>, log: Logger): () => Promise<Millis> {
  let logged: string | null = null;
  return async () => {
    const why = await trouble();
    if (why !== logged && why !== null) log.error({ why }, 'the database cannot be used');
    if (why !== logged && why === null) log.info('the database can be used again');
    logged = why;
    return AGAIN_MS;
  };
}
