import type { Millis } from '../time.ts';

/** No time of a clock: until somebody chooses anew. */
export const UNTIL_CHANGED: Millis = 8_640_000_000_000_000;
