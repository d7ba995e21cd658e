import { randomBytes } from 'node:crypto';
import { INTENT } from './intents.ts';
import type { WorldChannel, WorldWebhook } from './types.ts';
import type { World } from './world.ts';

export interface NewWebhook {
  readonly name: string;
  readonly avatar: string | null;
  readonly applicationId: string | null;
  readonly creatorId: string;
}

export function addWebhook(world: World, channel: WorldChannel, facts: NewWebhook): WorldWebhook {
  const webhook: WorldWebhook = {
    ...facts,
    id: world.nextId(),
    // 51 bytes give the 68 characters of a real token.
    token: randomBytes(51).toString('base64url'),
    channelId: channel.id,
    guildId: channel.guildId,
  };
  world.webhooks.set(webhook.id, webhook);
  webhooksChanged(world, channel);
  return webhook;
}

export function removeWebhook(world: World, webhook: WorldWebhook): void {
  world.webhooks.delete(webhook.id);
  const channel = world.channels.get(webhook.channelId);
  if (channel) webhooksChanged(world, channel);
}

/** Says only that something changed in the channel, as Discord's event does. */
export function webhooksChanged(world: World, channel: WorldChannel): void {
  world.emit({
    name: 'WEBHOOKS_UPDATE',
    data: { guild_id: channel.guildId, channel_id: channel.id },
    guildId: channel.guildId,
    intent: INTENT.guildWebhooks,
  });
}

export function webhooksIn(world: World, where: { channelId?: string; guildId?: string }): WorldWebhook[] {
  return [...world.webhooks.values()].filter(
    (webhook) => webhook.channelId === where.channelId || webhook.guildId === where.guildId,
  );
}
