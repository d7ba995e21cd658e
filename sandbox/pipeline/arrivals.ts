import { drawGapMs } from './draws.ts';
import type { Random } from './mulberry32.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Load {
  readonly perSecond: number;
  /** Lets the rate fall to a quarter at night (03:00 UTC) and be full in the afternoon. */
  readonly dayNight?: boolean;
}

/** The times after `from` at which tasks finish, one after the other and independently of one another; without end. */
export function* arrivals(random: Random, from: number, { perSecond, dayNight = false }: Load): Generator<number> {
  if (perSecond <= 0) return;

  for (let at = from; ; ) {
    at += drawGapMs(random, perSecond);
    // Thinning: drawn at the full rate, then kept as often as the hour allows.
    if (!dayNight || random() < dayLoad(at)) yield Math.floor(at);
  }
}

function dayLoad(at: number): number {
  return 0.625 - 0.375 * Math.cos((2 * Math.PI * (at - 3 * HOUR)) / DAY);
}
