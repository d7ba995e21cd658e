import type { BotLostMessage } from '../alerts/message.ts';
import type { Guild } from '../types.ts';
import type { ChangePorts } from './changePorts.ts';

/** What the gateway tells of its own connection. */
export interface BotNotices {
  /** Notifies everybody who can still be notified, once. */
  botLost(why: BotLostMessage['why']): Promise<void>;
  botConnected(): Promise<void>;
}

export function createBotNotices(
  { store, clock, onDeliveries }: Pick<ChangePorts, 'store' | 'clock' | 'onDeliveries'>,
  guilds: () => Promise<readonly Guild[]>,
): BotNotices {
  return {
    async botLost(why) {
      const at = clock.now();
      const reachable = (await guilds()).filter(({ destination }) => destination !== null);
      for (const { id } of reachable) await store.notices.once(id, { type: 'botLost', why, at }, at);
      onDeliveries();
    },
    botConnected: () => store.notices.clear(),
  };
}
