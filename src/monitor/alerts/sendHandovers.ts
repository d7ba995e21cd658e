import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import type { Clock } from '../time.ts';
import { onCallAt } from './onCall.ts';

export interface HandoverPorts {
  readonly store: Pick<Store, 'guilds' | 'onCall'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
}

/**
 * Hands on, once, that somebody else is on call. Safe to call at any moment and any number of times: that people were notified is noted in the
 * transaction that creates the delivery. A handover that nobody could be notified of at its time is sent late, unless another one came.
 * Answers whether there was one.
 */
export async function sendHandovers({ store, clock, log, guildDefaults }: HandoverPorts): Promise<boolean> {
  const rotas = await store.onCall.all();
  if (rotas.size === 0) return false;
  const now = clock.now();
  let handedOn = false;
  for (const [id, { rota, notifiedUntil }] of rotas) {
    const stored = await store.guilds.get(id);
    if (stored === null) continue;
    const { timeZone } = withDefaults(stored, guildDefaults, now);
    const today = onCallAt(rota, timeZone, now);
    if (today === null || today.since <= notifiedUntil) continue;
    // Who goes on is no news.
    if (onCallAt(rota, timeZone, today.since - 1)?.userId === today.userId) continue;
    const message = { type: 'handover', ...today, at: now } as const;
    if (!(await store.onCall.handOver(id, message, now))) continue;
    log.info({ guildId: id }, 'handover message queued');
    handedOn = true;
  }
  return handedOn;
}
