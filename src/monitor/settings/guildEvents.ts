import { UNTIL_CHANGED } from '../delivery/untilChanged.ts';
import type { SeenGuild } from '../ports/guildStore.ts';
import type { Store } from '../ports/store.ts';
import type { ChangePorts } from './changePorts.ts';
import { isOurWebhook } from './guildSettings.ts';

/** What the gateway tells of servers. */
export interface GuildEvents {
  /** They are there, with what Discord says of them: one, or several as after a start. */
  guildsSeen(guilds: readonly SeenGuild[]): Promise<void>;
  /** It is no longer notified; if the webhook of the environment belongs to it, only through that. */
  guildLeft(guildId: string): Promise<void>;
  /** The channel that a guild chose was deleted, or can be written again. */
  channelFound(guildId: string, channelId: string, state: 'gone' | 'usable'): Promise<void>;
}

export interface GuildEventPorts
  extends Pick<ChangePorts, 'clock' | 'log' | 'guildDefaults' | 'onChange' | 'onDeliveries'> {
  readonly store: Pick<Store, 'guilds'>;
}

export function createGuildEvents({
  store,
  clock,
  log,
  guildDefaults,
  onChange,
  onDeliveries,
}: GuildEventPorts): GuildEvents {
  return {
    async guildsSeen(seen) {
      await store.guilds.see(seen, clock.now());
      onChange();
      onDeliveries();
    },

    async guildLeft(guildId) {
      const stored = await store.guilds.get(guildId);
      const webhookIds = [stored?.webhookId, ...Object.values(stored?.routes ?? {}).map(({ webhookId }) => webhookId)];
      const isWebhooks = webhookIds.some((id) => id != null && isOurWebhook(guildId, id, guildDefaults));
      if (stored === null || !isWebhooks) return store.guilds.leave(guildId, clock.now());
      // The operator chose the webhook; the channel was for a bot that is not there, or may not be.
      if (stored.channelId !== null || stored.live != null)
        await store.guilds.choose(guildId, { channelId: null, live: null }, []);
    },

    async channelFound(guildId, channelId, state) {
      const stored = await store.guilds.get(guildId);
      const chosen = [stored?.channelId, ...Object.values(stored?.routes ?? {}).map((route) => route.channelId)];
      if (!chosen.includes(channelId)) return;
      const destination = { type: 'channel', channelId } as const;
      const gone = { why: 'destinationGone', until: UNTIL_CHANGED, destination } as const;
      await store.guilds.setUnusable(guildId, state === 'gone' ? gone : null);
      log.info({ guildId, channelId, state }, 'channel of a server checked');
      onDeliveries();
    },
  };
}
