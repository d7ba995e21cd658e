import type { Facts } from './facts.ts';

/** How bad a reading is; only readings of one kind may be compared. */
export function badness(facts: Facts): number {
  switch (facts.kind) {
    case 'balance':
      return -facts.balanceMicros;
    case 'errors':
      return facts.failed / facts.total;
    case 'queue':
      return facts.depth;
    case 'silence':
      return facts.quietMs;
    case 'provider':
      return facts.failure?.class === 'account' ? 1 : 0;
    case 'latency':
      return facts.p95Ms;
    case 'threads':
      return Math.max(share(facts.busy, facts.total), share(facts.refused, facts.results));
    case 'runway':
      return -(facts.runwayMs ?? Number.MAX_SAFE_INTEGER);
  }
}

function share(part: number | null, whole: number | null): number {
  return part === null || whole === null || whole === 0 ? 0 : part / whole;
}
