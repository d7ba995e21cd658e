import type { IdentifyTurns } from './identifyTurns.ts';

/** The turns of one connection: while it waits for one, it is not to blame for not being ready. */
export function createTurnOf({ next }: IdentifyTurns) {
  let waiting = 0;
  return {
    async next(shard: number, signal: AbortSignal): Promise<void> {
      waiting += 1;
      await next(shard, signal).finally(() => {
        waiting -= 1;
      });
    },
    isWaiting: () => waiting > 0,
  };
}
