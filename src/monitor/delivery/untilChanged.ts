import type { Millis } from '../time.ts';

/** Later than any time of a clock: it lasts until somebody chooses again. */
export const UNTIL_CHANGED: Millis = 8_640_000_000_000_000;
