import { drawNormal } from './draws.ts';
import { MOODS, type PipelineMood } from './mood.ts';
import { mulberry32, type Random } from './mulberry32.ts';

/** What the pipeline says of its queue, in the form in which the monitor takes it. */
export interface QueueReading {
  readonly depth: number;
  readonly activeWorkers: number;
}

export interface ReadingsOptions {
  readonly seed: number;
  readonly count: number;
  readonly mood?: PipelineMood;
  readonly everyMs?: number;
  readonly startDepth?: number;
}

/** A queue left to itself covers two thirds of the way to its resting depth in this time. */
const DRIFT_MS = 60_000;

export function makeReadings({ seed, count, ...options }: ReadingsOptions): QueueReading[] {
  const { mood = 'healthy', everyMs = 5_000, startDepth = MOODS.healthy.restingDepth } = options;
  const random = mulberry32(seed);
  const readings: QueueReading[] = [];
  for (let depth = startDepth; readings.length < count; ) {
    depth = driftDepth(random, depth, mood, everyMs);
    readings.push(reading(depth, mood));
  }
  return readings;
}

/** The depth some time later. It depends on the time alone, not on how many steps that time is cut into. */
function driftDepth(random: Random, depth: number, mood: PipelineMood, elapsedMs: number): number {
  const { restingDepth } = MOODS[mood];
  const stays = Math.exp(-elapsedMs / DRIFT_MS);
  const spread = Math.sqrt(restingDepth * (1 - stays * stays));
  return Math.max(0, restingDepth + (depth - restingDepth) * stays + spread * drawNormal(random));
}

function reading(depth: number, mood: PipelineMood): QueueReading {
  return { depth: Math.round(depth), activeWorkers: MOODS[mood].activeWorkers };
}

/** A queue that drifts between one reading and the next, however long that is; its first reading is a calm one. */
export function createLiveQueue(seed: number): (now: number, mood: PipelineMood) => QueueReading {
  const random = mulberry32(seed + 2);
  let depth = MOODS.healthy.restingDepth;
  let readAt: number | null = null;

  return (now, mood) => {
    depth = driftDepth(random, depth, mood, now - (readAt ?? now));
    readAt = now;
    return reading(depth, mood);
  };
}
