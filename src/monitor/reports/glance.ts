import type { Account } from '../accounts/account.ts';
import { addUp } from '../kinds/errorsTrail.ts';
import type { Store } from '../ports/store.ts';
import { sumOfKnown } from '../sums.ts';
import { HOUR, type Millis } from '../time.ts';
import type { MicroUsd } from '../types.ts';

/** What one line can tell of everything that is watched. */
export interface Glance {
  /** Null where it is not known, on a thread plan, and where there are several accounts. */
  readonly balanceMicros: MicroUsd | null;
  readonly solved: number;
  readonly failed: number;
  readonly queueDepth: number | null;
}

/** All pipelines together, over the last hour. */
export async function glanceAt(
  store: Pick<Store, 'readings' | 'results'>,
  accounts: readonly Account[],
  now: Millis,
): Promise<Glance> {
  const [first, ...others] = accounts;
  const pipelines = accounts.flatMap((account) => account.pipelines);
  const [balance, depths, results] = await Promise.all([
    first === undefined || others.length > 0 || first.hasBalance === false
      ? null
      : store.readings.newest(first.name, 'balance', now),
    Promise.all(pipelines.map((pipeline) => store.readings.newest(pipeline, 'queueDepth', now))),
    Promise.all(pipelines.map((pipeline) => store.results.window(pipeline, now - HOUR, now))),
  ]);
  const { solved, failed } = addUp(results);
  return {
    balanceMicros: balance?.value ?? null,
    solved,
    failed,
    queueDepth: sumOfKnown(depths.map((depth) => depth?.value ?? null)),
  };
}
