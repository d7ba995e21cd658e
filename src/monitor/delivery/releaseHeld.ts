import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';

/** After mutes or quiet hours have changed: what waits for their end, to Discord or to a receiver outside, is looked at again at once. */
export async function releaseHeld(
  { deliveries, pages }: Pick<Store, 'deliveries' | 'pages'>,
  guildId: string,
  now: Millis,
): Promise<void> {
  await deliveries.releaseMuted(guildId, now);
  await pages.releaseMuted(guildId, now);
}
