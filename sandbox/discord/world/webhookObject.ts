import type { WorldWebhook } from './types.ts';
import { userById, userObject } from './userObject.ts';
import type { World } from './world.ts';

/** Read by token the creator is left out; the URL is in the body only where the token is. */
export function webhookObject(world: World, webhook: WorldWebhook, apiBase: string, readBy: 'token' | 'bot') {
  const own = webhook.applicationId === null || webhook.applicationId === world.bot.applicationId;
  const showToken = readBy === 'token' || own;
  return {
    id: webhook.id,
    type: 1,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: webhook.avatar,
    application_id: webhook.applicationId,
    ...(readBy === 'bot' && { user: userObject(userById(world, webhook.creatorId)) }),
    ...(showToken && { token: webhook.token, url: webhookUrl(apiBase, webhook) }),
  };
}

export function webhookUrl(apiBase: string, webhook: Pick<WorldWebhook, 'id' | 'token'>): string {
  return `${apiBase}/webhooks/${webhook.id}/${webhook.token}`;
}
