import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import type { DiscordApi, DiscordWebhook } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Webhook');

export interface WebhookReport {
  readonly finding: Finding;
  /** The guild that it posts to; null: it does not work. */
  readonly guildId: string | null;
  /** False where Discord could not be asked. */
  readonly isKnown: boolean;
}

/** Where the webhook posts. Only a bot of that guild, if there is one, knows the names. */
export async function checkWebhook(api: DiscordApi, address: WebhookAddress, hasBot: boolean): Promise<WebhookReport> {
  try {
    const webhook = await api.webhook(address);
    if (webhook.guild_id == null)
      return { finding: say.failure('belongs to no server: make one in a server.'), guildId: null, isKnown: true };
    const [channel, guild] = hasBot
      ? await Promise.all([nameOf(api.channel(webhook.channel_id)), nameOf(api.guild(webhook.guild_id))])
      : [null, null];
    return { finding: judgeWebhook(webhook, channel, guild), guildId: webhook.guild_id, isKnown: true };
  } catch (err) {
    return { finding: judgeWebhookFailure(err), guildId: null, isKnown: discordCode(err) !== null };
  }
}

export function judgeWebhook(
  { name, channel_id: channelId, guild_id: guildId }: DiscordWebhook,
  channelName: string | null,
  guildName: string | null,
): Finding {
  const channel = channelName === null ? `the channel ${channelId}` : `#${channelName}`;
  return say.ok(`${name ?? 'it'} posts to ${channel} of ${guildName ?? `the server ${guildId}`}.`);
}

export function judgeWebhookFailure(err: unknown): Finding {
  const code = discordCode(err);
  if (code === RESTJSONErrorCodes.UnknownWebhook) {
    return say.failure(
      'Discord does not know it: it was deleted, so make a new one and set DISCORD_WEBHOOK_URL to its address.',
    );
  }
  if (code === RESTJSONErrorCodes.InvalidWebhookToken) {
    return say.failure('Discord does not accept its token: copy the whole address again into DISCORD_WEBHOOK_URL.');
  }
  return say.failure(discordTrouble(err));
}

async function nameOf(asked: Promise<{ readonly name?: string | null | undefined }>): Promise<string | null> {
  return asked.then(
    ({ name }) => name ?? null,
    () => null,
  );
}
