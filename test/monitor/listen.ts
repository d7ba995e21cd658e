import type { Store } from '../../src/monitor/ports/store.ts';
import { LONGEST_STEP_MS } from '../../src/monitor/record/listening.ts';
import type { Millis } from '../../src/monitor/time.ts';
import { PIPELINE } from './fixed.ts';
import { HOUR } from './limits.ts';

/** No rule looks back further on the time in which we listened. */
const ENOUGH_MS: Millis = 3 * HOUR;

/** Lets a process listen from one moment to another, as its heartbeat does. */
export async function listen({ listening }: Pick<Store, 'listening'>, from: Millis, to: Millis): Promise<void> {
  for (let at = Math.max(from, to - ENOUGH_MS) + LONGEST_STEP_MS; at < to; at += LONGEST_STEP_MS)
    await listening.beat(PIPELINE, at);
  await listening.beat(PIPELINE, to);
}
