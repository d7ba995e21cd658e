import type { Log } from '../monitor/ports/log.ts';
import { HOUR, type Millis } from '../monitor/time.ts';

/** Why a request of a worker was refused. */
export type RefusedWhy = 'missingToken' | 'wrongToken' | 'invalid' | 'tooLarge' | 'tooMany' | 'notSaved';

const BY_STATUS: Readonly<Record<number, RefusedWhy>> = {
  400: 'invalid',
  413: 'tooLarge',
  415: 'invalid',
  422: 'invalid',
  429: 'tooMany',
  503: 'notSaved',
};
const WARN_EVERY_MS: Millis = HOUR;

export interface RefusedRequestsOptions {
  readonly count: (why: RefusedWhy) => void;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

/** Counts what workers are refused, and warns at once, then at most hourly, where their token is not ours. */
export function createRefusedRequests({ count, log, elapsed }: RefusedRequestsOptions) {
  const counted = new WeakSet<object>();
  let warnedAt = Number.NEGATIVE_INFINITY;
  let requests = 0;

  return {
    /** However it is answered: too many of them get another status. */
    token(request: object, why: 'missingToken' | 'wrongToken'): void {
      counted.add(request);
      count(why);
      requests += 1;
      if (elapsed() - warnedAt < WARN_EVERY_MS) return;
      log.warn({ why, requests }, 'requests refused: their bearer token is not INGEST_TOKEN');
      warnedAt = elapsed();
      requests = 0;
    },
    answered(request: object, statusCode: number): void {
      const why = BY_STATUS[statusCode];
      if (why !== undefined && !counted.has(request)) count(why);
    },
  };
}
