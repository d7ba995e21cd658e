import type { REST } from '@discordjs/rest';
import type { PipelineConfig } from '../config/accountConfig.ts';
import type { WebhookAddress } from '../discord/webhookUrl.ts';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { HOUR, type Millis } from '../monitor/time.ts';
import { findWebhookHome, type WebhookHome as HomeAnswer } from '../receivers/discord/homeGuild.ts';

export interface WebhookHomeOptions {
  readonly webhook: WebhookAddress | null;
  /** Whose own webhook it is; null: that of the environment. */
  readonly pipeline: Pick<PipelineConfig, 'name' | 'guildIds'> | null;
  readonly rest: REST;
  readonly monitor: Pick<Monitor, 'guildsSeen' | 'settings'>;
  readonly log: Logger;
  /** Its guild is known to the monitor. */
  readonly onFound: () => void;
  /** In which channel it posts. */
  readonly onSeen: (webhookId: string, channelId: string) => Promise<void>;
}

const RETRY_MS: Millis = 5_000;
const LOOK_AGAIN_MS: Millis = HOUR;
/** What `/readyz` says once the webhook was refused. */
const WEBHOOK_LOST =
  'Discord no longer accepts messages for the webhook: it was deleted or its address changed. Set DISCORD_WEBHOOK_URL again, or choose a channel with /setup';
const OWN_LOST =
  'Discord no longer accepts messages for it: it was deleted or its address changed. Set its address again, or choose a channel with /setup pipeline:';

/** The guild that a webhook belongs to. */
export function createWebhookHome({ webhook, pipeline, rest, monitor, log, onFound, onSeen }: WebhookHomeOptions) {
  let home: HomeAnswer | null = null;
  const name = pipeline?.name ?? null;

  async function ask(address: WebhookAddress): Promise<HomeAnswer> {
    const answer = await findWebhookHome(rest, address);
    const isOutside = answer.found && pipeline?.guildIds?.includes(answer.guildId) === false;
    return isOutside ? { found: false, forGood: true, why: outside(answer.guildId) } : answer;
  }

  return {
    /** Asks Discord for it; answers when to ask again. */
    async find(): Promise<Millis> {
      if (webhook === null) return LOOK_AGAIN_MS;
      home = await ask(webhook);
      if (!home.found) {
        log.warn({ ...(name === null ? {} : { pipeline: name }), why: home.why }, 'webhook not usable');
        return home.forGood ? LOOK_AGAIN_MS : RETRY_MS;
      }
      const { guildId, channelId } = home;
      const seen = { id: guildId, name: '' };
      const where = channelId === null ? {} : { webhookChannelId: channelId };
      const { id: webhookId } = webhook;
      if (channelId !== null) await onSeen(webhookId, channelId);
      await monitor.guildsSeen([
        name === null ? { ...seen, webhookId, ...where } : { ...seen, route: { pipeline: name, webhookId } },
      ]);
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
      const settings = await monitor.settings(home.guildId, name).catch(() => null);
      if (settings === null) return null;
      const { destination, unusable } = settings.guild;
      const isUsed = destination?.type === 'webhook' && destination.webhookId === webhook.id;
      if (!isUsed || unusable === null) return null;
      return name === null ? WEBHOOK_LOST : OWN_LOST;
    },
  };
}

function outside(guildId: string): string {
  return `it belongs to the server ${guildId}, which is not among the guilds of the pipeline`;
}

export type WebhookHome = ReturnType<typeof createWebhookHome>;
