import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { DeliveryProgress } from '../monitor/ports/deliveryQueue.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Guild } from '../monitor/types.ts';

export interface AlertPathOptions {
  readonly monitor: Pick<Monitor, 'guilds' | 'delivery'>;
  readonly log: Logger;
  /** Whether there is a bot beside the webhook. */
  readonly hasBot: () => boolean;
  /** Whether it is known by now in which servers the bot is, and whose the webhook is. */
  readonly knowsGuilds: () => boolean;
}

const AGAIN_MS: Millis = MINUTE;

const NO_SERVER =
  'there is no server to tell: invite the bot to one, and list it in DISCORD_GUILD_IDS unless its owner owns the bot too';

/** Whether alerts get to where people chose to have them: for `/readyz`, and for the log as soon as it changes. */
export function createAlertPath({ monitor, log, hasBot, knowsGuilds }: AlertPathOptions) {
  let told = '';

  async function troubles(): Promise<readonly string[]> {
    const guilds = await monitor.guilds();
    // Whether the webhook of a monitor without a bot works has a check of its own.
    const isKnown = hasBot() && knowsGuilds();
    if (guilds.length === 0) return isKnown ? [NO_SERVER] : [];
    const lines = await Promise.all(
      guilds.map(async (guild) => troubleOf(guild, isKnown, await monitor.delivery(guild.id))),
    );
    return lines.filter((line) => line !== null);
  }

  function troubleOf(guild: Guild, isKnown: boolean, delivery: DeliveryProgress): string | null {
    const { id, destination, unusable } = guild;
    if (destination === null) return isKnown ? `no channel is chosen in server ${id}: use /setup there` : null;
    if (unusable !== null) return `the place that server ${id} chose cannot be used (${unusable}): see /status there`;
    return isAnswerLost(delivery) ? `answers of Discord get lost on the way, so server ${id} may not be told` : null;
  }

  return {
    /** A sentence where somebody cannot be told; null where all can. A database that does not answer has a check of its own. */
    check: async (): Promise<string | null> => {
      const lines = await troubles().catch(() => []);
      return lines.length === 0 ? null : lines.join('; ');
    },
    /** Warns when that becomes so or changes; answers when to look again. */
    async watch(): Promise<Millis> {
      const lines = await troubles();
      const now = lines.join('; ');
      if (now === told) return AGAIN_MS;
      told = now;
      for (const why of lines) log.warn({ why }, 'alerts do not get where they should');
      if (lines.length === 0) log.info('alerts get where they should again');
      return AGAIN_MS;
    },
  };
}

/** Until something is known to have arrived again. */
function isAnswerLost({ gaveUp, deliveredAt }: DeliveryProgress): boolean {
  return gaveUp?.why === 'answerLost' && gaveUp.at > (deliveredAt ?? 0);
}
