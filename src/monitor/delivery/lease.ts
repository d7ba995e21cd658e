import type { Millis } from '../time.ts';

/** Longer than one attempt may take, so that nobody else takes a message that is being sent. */
export const LEASE_MS: Millis = 90_000;
