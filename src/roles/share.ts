import type { RequestTurns } from '../discord/requestTurns.ts';
import { type Clock, MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import type { OpenStore } from '../store/open.ts';

const AGAIN_MS: Millis = 5 * SECOND;

export interface ShareOptions {
  /** Whether other processes can use the database. */
  readonly isShared: boolean;
  readonly processes: Pick<OpenStore['processes'], 'running'>;
  readonly turns: Pick<RequestTurns, 'shareAmong'>;
  readonly clock: Clock;
}

/**
 * Processes on one PostgreSQL database are one bot to Discord, so each that speaks to it has its share of what it allows. A file has one
 * process: what is left there of one that was killed is no other.
 */
export function createShare({ isShared, processes, turns, clock }: ShareOptions) {
  return async (): Promise<Millis> => {
    if (!isShared) return MINUTE;
    const speaking = (await processes.running(clock.now())).filter(({ roles }) =>
      roles.some((role) => role !== 'ingest'),
    );
    turns.shareAmong(Math.max(1, speaking.length));
    return AGAIN_MS;
  };
}
