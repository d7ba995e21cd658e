export interface Held {
  readonly holder: string;
  /** It is connected: another one that is not is rather given away. */
  readonly isReady: boolean;
}

/**
 * Who is to have which of the shards 0 to `shards` - 1: none has more than one above another, and none moves without need. Each process
 * finds the same from the same facts.
 */
export function assignShards(
  processes: readonly string[],
  shards: number,
  held: ReadonlyMap<number, Held>,
): ReadonlyMap<number, string> {
  const own = new Map(processes.map((process) => [process, keptFirst(process, shards, held)]));
  const most = processes.toSorted((a, b) => countOf(own, b) - countOf(own, a) || (a < b ? -1 : 1));
  const assigned = new Map<number, string>();
  const room: string[] = [];
  for (const [index, process] of most.entries()) {
    const quota = Math.floor(shards / most.length) + (index < shards % most.length ? 1 : 0);
    const kept = (own.get(process) ?? []).slice(0, quota);
    for (const shard of kept) assigned.set(shard, process);
    room.push(...Array.from({ length: quota - kept.length }, () => process));
  }
  for (let shard = 0; shard < shards; shard++) {
    const process = assigned.has(shard) ? undefined : room.shift();
    if (process !== undefined) assigned.set(shard, process);
  }
  return assigned;
}

/** What a process holds, that which it keeps longest first. */
function keptFirst(process: string, shards: number, held: ReadonlyMap<number, Held>): readonly number[] {
  return [...held]
    .filter(([shard, { holder }]) => holder === process && shard < shards)
    .sort(([a, one], [b, other]) => Number(other.isReady) - Number(one.isReady) || a - b)
    .map(([shard]) => shard);
}

function countOf(own: ReadonlyMap<string, readonly number[]>, process: string): number {
  return own.get(process)?.length ?? 0;
}
