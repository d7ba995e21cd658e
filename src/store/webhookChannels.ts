import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export interface WebhookChannelStore {
  /** The channel that a webhook posts in; null: it has not been seen yet. */
  read(webhookId: string): Promise<string | null>;
  write(webhookId: string, channelId: string): Promise<void>;
}

export function createWebhookChannelStore(db: Kysely<Schema>): WebhookChannelStore {
  return {
    async read(webhookId) {
      const row = await db
        .selectFrom('webhook_channels')
        .select('channel_id')
        .where('webhook_id', '=', webhookId)
        .executeTakeFirst();
      return row?.channel_id ?? null;
    },
    async write(webhookId, channelId) {
      await db
        .insertInto('webhook_channels')
        .values({ webhook_id: webhookId, channel_id: channelId })
        .onConflict((oc) => oc.column('webhook_id').doUpdateSet({ channel_id: channelId }))
        .execute();
    },
  };
}
