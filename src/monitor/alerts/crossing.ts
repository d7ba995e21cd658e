import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { Reader } from '../kinds/reader.ts';
import type { WindowTotals } from '../measures.ts';
import type { Thresholds } from '../types.ts';

interface ShareThreshold {
  readonly rate: number;
  readonly minResults: number;
}

/** How many further failures raise the share of failed results above a threshold; null where it is above it already, or none do. */
export function failuresUntil(
  { solved, failed }: Pick<WindowTotals, 'solved' | 'failed'>,
  { rate, minResults }: ShareThreshold,
): number | null {
  const total = solved + failed;
  const isAbove = (more: number) => total + more > minResults && (failed + more) / (total + more) > rate;
  if (rate >= 1 || isAbove(0)) return null;
  let more = Math.max(1, minResults + 1 - total, Math.floor((rate * total - failed) / (1 - rate)));
  while (!isAbove(more)) more += 1;
  return more;
}

/** The fewest failures that may make a share of a pipeline cross a threshold, whichever type they are of; null where none do. */
function failuresLeft({ window, types }: PipelineReadings, thresholds: Thresholds): number | null {
  const left = [
    failuresUntil(window, thresholds.errors),
    ...types.totals.map((totals) => failuresUntil(totals, thresholds.types)),
  ].filter((each) => each !== null);
  return left.length === 0 ? null : Math.min(...left);
}

/**
 * Tells whether the failures since an evaluation may have made a share cross a threshold. What this does not foresee (a share that rises because
 * older results leave the window) waits for the next evaluation. `failed`: how many failed results of a pipeline are on disk since the start.
 */
export function createCrossing(failed: (pipeline: string) => number, pipelines: readonly string[]) {
  /** By pipeline: with so many failed results the next threshold is crossed. */
  const crossedAt = new Map<string, number>();

  return {
    /** The reader for an evaluation: what it reads also sets the next thresholds. */
    watching(reader: Reader): Reader {
      return (at) => {
        crossedAt.clear();
        // Anything may be read from now on. What arrives while it is read may count twice: better too early than too late.
        const before = new Map(pipelines.map((name) => [name, failed(name)]));
        const readings = reader(at);
        return {
          ...readings,
          async pipeline(name, thresholds) {
            const read = await readings.pipeline(name, thresholds);
            const left = failuresLeft(read, thresholds);
            const crossed = left === null ? Number.POSITIVE_INFINITY : (before.get(name) ?? 0) + left;
            crossedAt.set(name, Math.min(crossed, crossedAt.get(name) ?? crossed));
            return read;
          },
        };
      };
    },
    isCrossed: (): boolean => [...crossedAt].some(([pipeline, count]) => failed(pipeline) >= count),
  };
}

export type Crossing = ReturnType<typeof createCrossing>;
