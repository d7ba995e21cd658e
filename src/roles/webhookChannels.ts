import type { WebhookChannelStore } from '../store/webhookChannels.ts';

/**
 * In which channel webhooks post. It is kept in the database, so that a process knows it before the first message that it sends. A database that
 * does not answer keeps no message back.
 */
export function createWebhookChannels(store: WebhookChannelStore) {
  const known = new Map<string, string>();

  return {
    /** Null: nothing has been sent by it yet, and nobody has asked for it. */
    async of(webhookId: string): Promise<string | null> {
      const channelId = known.get(webhookId) ?? (await store.read(webhookId).catch(() => null));
      if (channelId !== null) known.set(webhookId, channelId);
      return channelId;
    },
    /** As an answer of Discord's says. */
    async note(webhookId: string, channelId: string): Promise<void> {
      if (known.get(webhookId) === channelId) return;
      await store.write(webhookId, channelId).then(
        () => known.set(webhookId, channelId),
        () => undefined,
      );
    },
  };
}
