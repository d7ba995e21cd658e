import { type InvalidRequests, tooManyInvalidRequests } from '../discord/invalidRequests.ts';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { DeliveryQueue } from '../monitor/ports/deliveryQueue.ts';
import { type Clock, MINUTE, type Millis } from '../monitor/time.ts';
import type { Guild } from '../monitor/types.ts';

export interface AlertPathOptions {
  readonly monitor: Pick<Monitor, 'guilds'>;
  readonly deliveries: Pick<DeliveryQueue, 'backlog' | 'lostAnswers'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether there is a bot beside the webhook. */
  readonly hasBot: () => boolean;
  /** Whether it is known by now in which servers the bot is, and whose the webhook is. */
  readonly knowsGuilds: () => boolean;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
}

const AGAIN_MS: Millis = MINUTE;

/** By Discord's limits it takes 200 s to notify 10,000 servers at once. */
const LATE_MS: Millis = 5 * MINUTE;

const LATE = 'messages have been waiting for more than 5 minutes because they cannot be sent: the log says why';
const NO_SERVER =
  'there is no server to notify: invite the bot to one, and list it in DISCORD_GUILD_IDS unless its owner owns the bot too';

/** One answer names no more servers: there may be thousands. */
const MOST_NAMED = 20;

function firstOf(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_NAMED;
  return more <= 0 ? lines : [...lines.slice(0, MOST_NAMED), `the same, or the like, of ${more} more servers`];
}

/** Whether alerts get to where people chose to have them: for `/readyz`, and for the log as soon as it changes. */
export function createAlertPath(options: AlertPathOptions) {
  const { monitor, deliveries, clock, log, hasBot, knowsGuilds, invalidRequests } = options;
  let logged = '';

  async function troubles(): Promise<readonly string[]> {
    const guilds = await monitor.guilds();
    // Whether the webhook of a monitor without a bot works has a check of its own.
    const isKnown = hasBot() && knowsGuilds();
    if (guilds.length === 0) return isKnown ? [NO_SERVER] : [];
    const [{ since }, lost] = await Promise.all([deliveries.backlog(), deliveries.lostAnswers()]);
    const tooMany = invalidRequests.waitMs() > 0 ? tooManyInvalidRequests() : null;
    const lines = guilds.flatMap((guild) => troubleOf(guild, isKnown, lost.has(guild.id)) ?? []);
    const late = since !== null && clock.now() - since >= LATE_MS ? LATE : null;
    return [tooMany, ...firstOf(lines), late].filter((line) => line !== null);
  }

  function troubleOf(guild: Guild, isKnown: boolean, isAnswerLost: boolean): string | null {
    const { id, destination, unusable } = guild;
    if (destination === null) return isKnown ? `no channel is chosen in server ${id}: use /setup there` : null;
    if (unusable !== null) return `the place that server ${id} chose cannot be used (${unusable}): see /status there`;
    return isAnswerLost ? `answers of Discord get lost on the way, so server ${id} may not have been notified` : null;
  }

  return {
    /** A sentence where somebody cannot be notified; null where all can. A database that does not answer has a check of its own. */
    check: async (): Promise<string | null> => {
      const lines = await troubles().catch(() => []);
      return lines.length === 0 ? null : lines.join('; ');
    },
    /** Warns when that becomes so or changes; answers when to look again. */
    async watch(): Promise<Millis> {
      const lines = await troubles();
      const now = lines.join('; ');
      if (now === logged) return AGAIN_MS;
      logged = now;
      for (const why of lines) log.warn({ why }, 'alerts cannot be delivered');
      if (lines.length === 0) log.info('alerts can be delivered again');
      return AGAIN_MS;
    },
  };
}
