import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../monitor/ports/log.ts';
import { type OpenStore, openStore, StoreUnreachableError } from './open.ts';
import { filesOpenToOthers } from './ownerOnly.ts';

/** A database that starts together with us is there in seconds; one that is being repaired is asked gently. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Opens the store. A database that cannot be reached is waited for: it may be starting, or moving to another machine.
 * @throws StoreOpenError where waiting would not help.
 */
export async function openWithRetry(location: string, log: Pick<Log, 'warn'>): Promise<OpenStore> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      const open = filesOpenToOthers(location);
      const store = await openStore(location);
      if (open.length > 0)
        log.warn({ files: open }, 'other users could read the database: from now on only the owner can read its files');
      return store;
    } catch (err) {
      if (!(err instanceof StoreUnreachableError)) throw err;
      log.warn({ why: err.message, nextTryMs: waitMs }, 'database cannot be reached, waiting');
    }
    await sleep(waitMs);
  }
}
