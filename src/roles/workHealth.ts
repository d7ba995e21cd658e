import { LeaseLostError } from '../monitor/errors.ts';
import { MINUTE, type Millis, SECOND } from '../monitor/time.ts';

/** Work that fails for so long, and so often, fails because of this process, or for everybody. */
export const FAILING_MS: Millis = 10 * SECOND;
export const FAILURES = 3;
/** The longest work of all takes some seconds. */
export const STUCK_MS: Millis = MINUTE;

/** What does not get done for so long is said by `/readyz`. */
export const TROUBLE_MS: Millis = MINUTE;

interface WorkTrouble {
  readonly what: 'fails' | 'stuck';
  readonly forMs: Millis;
}

/** Whether the work of a lease gets done in this process. `elapsed`: milliseconds on a clock that only moves forward. */
export function createWorkHealth(elapsed: () => Millis) {
  let beganAt: Millis | null = null;
  let failing = { since: 0, failures: 0 };
  const isDone = () => {
    failing = { since: 0, failures: 0 };
  };

  return {
    isWorking: () => beganAt !== null,
    async watch<T>(work: () => Promise<T>): Promise<T> {
      beganAt = elapsed();
      try {
        const result = await work();
        isDone();
        return result;
      } catch (err) {
        if (!(err instanceof LeaseLostError))
          failing = { since: failing.failures === 0 ? elapsed() : failing.since, failures: failing.failures + 1 };
        throw err;
      } finally {
        beganAt = null;
      }
    },
    /** Earlier failures say nothing: the database was gone, or another process has the work now. */
    forgive: isDone,
    /** Null where the work gets done. */
    trouble(): WorkTrouble | null {
      const workingMs = beganAt === null ? 0 : elapsed() - beganAt;
      if (workingMs >= STUCK_MS) return { what: 'stuck', forMs: workingMs };
      const failingMs = failing.failures < FAILURES ? 0 : elapsed() - failing.since;
      return failingMs >= FAILING_MS ? { what: 'fails', forMs: failingMs } : null;
    },
  };
}

type WorkHealth = ReturnType<typeof createWorkHealth>;

/** The same of all work that this process has done, by the name of its lease. */
export function createWorkHealths(elapsed: () => Millis) {
  const healths = new Map<string, WorkHealth>();

  return {
    of(name: string): WorkHealth {
      const health = healths.get(name) ?? createWorkHealth(elapsed);
      healths.set(name, health);
      return health;
    },
    forgiveAll(): void {
      for (const health of healths.values()) health.forgive();
    },
    /** A sentence about work that has not got done here for a minute, of names that begin so; null where all does. */
    trouble(prefix: string): string | null {
      for (const [name, health] of healths) {
        const trouble = name.startsWith(prefix) ? health.trouble() : null;
        if (trouble !== null && trouble.forMs >= TROUBLE_MS) return sentenceOf(name, trouble);
      }
      return null;
    },
  };
}

function sentenceOf(name: string, { what, forMs }: WorkTrouble): string {
  const since = `for ${Math.round(forMs / SECOND)} s`;
  return what === 'stuck'
    ? `"${name}" has not come to an end ${since}: restart this process`
    : `"${name}" has failed ${since}: the log says why`;
}
