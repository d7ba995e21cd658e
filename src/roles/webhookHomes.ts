import { isDeepStrictEqual } from 'node:util';
import type { PipelineConfig } from '../config/accountConfig.ts';
import type { WebhookAddress } from '../discord/webhookUrl.ts';
import type { Millis } from '../monitor/time.ts';
import { createWebhookHome, type WebhookHome, type WebhookHomeOptions } from './webhookHome.ts';

export interface WebhookHomesOptions extends Omit<WebhookHomeOptions, 'pipeline'> {
  /** By the settings in force. */
  readonly pipelines: () => readonly PipelineConfig[];
}

/** The guilds of all webhooks: that of the environment, and those of pipelines. */
export function createWebhookHomes({ pipelines, ...options }: WebhookHomesOptions) {
  const main = createWebhookHome({ ...options, pipeline: null });
  let known: readonly PipelineConfig[] = [];
  let homes: readonly { readonly pipeline: PipelineConfig; readonly home: WebhookHome }[] = [];

  function own(): typeof homes {
    const now = pipelines();
    if (now === known) return homes;
    known = now;
    const before = homes;
    // What has not changed goes on with what is known of it.
    homes = now
      .filter(({ webhook }) => webhook !== null)
      .map((pipeline) => {
        const same = before.find((one) => isDeepStrictEqual(webhookOf(one.pipeline), webhookOf(pipeline)));
        return same ?? { pipeline, home: createWebhookHome({ ...options, webhook: pipeline.webhook, pipeline }) };
      });
    return homes;
  }

  return {
    main: { isKnown: main.isKnown } satisfies Pick<WebhookHome, 'isKnown'>,

    /** Asks for all of them at once; answers when to ask again. */
    async find(): Promise<Millis> {
      const restsMs = await Promise.all([main, ...own().map(({ home }) => home)].map((home) => home.find()));
      return Math.min(...restsMs);
    },

    /** Why one of them cannot be used; null: all can. */
    async trouble(): Promise<string | null> {
      const troubles = await Promise.all([
        main.trouble(),
        ...own().map(async ({ pipeline, home }) => {
          const why = await home.trouble();
          return why === null ? null : `the webhook of ${pipeline.name}: ${why}`;
        }),
      ]);
      const known = troubles.filter((trouble) => trouble !== null);
      return known.length === 0 ? null : known.join('; ');
    },
  };
}

function webhookOf({ name, webhook, guildIds }: PipelineConfig) {
  return { name, webhook, guildIds };
}

/** The token of a webhook by its id; null of one that is not ours. */
export function webhookToken(
  webhookId: string,
  owners: readonly { readonly webhook: WebhookAddress | null }[],
): string | null {
  return owners.find(({ webhook }) => webhook?.id === webhookId)?.webhook?.token ?? null;
}
