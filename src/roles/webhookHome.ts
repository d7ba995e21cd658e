import type { REST } from '@discordjs/rest';
import type { WebhookAddress } from '../discord/webhookUrl.ts';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { HOUR, type Millis } from '../monitor/time.ts';
import { findWebhookHome, type WebhookHome as HomeAnswer } from '../receivers/discord/homeGuild.ts';

export interface WebhookHomeOptions {
  readonly webhook: WebhookAddress | null;
  readonly rest: REST;
  readonly monitor: Pick<Monitor, 'guildSeen' | 'settings'>;
  readonly log: Logger;
  /** Its guild is known to the monitor. */
  readonly onFound: () => void;
}

const RETRY_MS: Millis = 5_000;
const LOOK_AGAIN_MS: Millis = HOUR;
/** What `/readyz` says once the webhook was refused. */
const WEBHOOK_LOST =
  'Discord does not take messages for the webhook any more: it was deleted or its address changed. Set DISCORD_WEBHOOK_URL anew, or choose a channel with /setup';

/** The guild that the webhook of the environment belongs to. */
export function createWebhookHome({ webhook, rest, monitor, log, onFound }: WebhookHomeOptions) {
  let home: HomeAnswer | null = null;

  return {
    /** Asks Discord for it; answers when to ask again. */
    async find(): Promise<Millis> {
      if (webhook === null) return LOOK_AGAIN_MS;
      home = await findWebhookHome(rest, webhook);
      if (!home.found) {
        log.warn({ why: home.why }, 'webhook not usable');
        return home.forGood ? LOOK_AGAIN_MS : RETRY_MS;
      }
      const { guildId, channelId } = home;
      const where = channelId === null ? {} : { webhookChannelId: channelId };
      await monitor.guildSeen({ id: guildId, name: '', webhookId: webhook.id, ...where });
      onFound();
      return LOOK_AGAIN_MS;
    },

    /** Whether Discord has said which guild it is, or that there is none. */
    isKnown: () => home?.found === true || home?.forGood === true,

    /** Why the webhook cannot be used; null: it can, or there is none. */
    async trouble(): Promise<string | null> {
      if (webhook === null) return null;
      if (home?.found !== true) return home?.why ?? 'Discord has not been asked yet';
      // A database that does not answer has a check of its own.
      const settings = await monitor.settings(home.guildId).catch(() => null);
      if (settings === null) return null;
      const { destination, unusable } = settings.guild;
      return destination?.type === 'webhook' && unusable !== null ? WEBHOOK_LOST : null;
    },
  };
}

export type WebhookHome = ReturnType<typeof createWebhookHome>;
