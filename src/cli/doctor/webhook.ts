import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import type { DiscordApi, DiscordWebhook } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';

export interface WebhookReport {
  readonly finding: Finding;
  /** The guild that it posts to; null: it does not work. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** False where Discord could not be asked. */
  readonly isKnown: boolean;
}

/** Whose webhook it is, and by which name to set its address. */
export interface WebhookOwner {
  readonly about: string;
  readonly setting: string;
  /** The guilds that may see what it tells; null: all. */
  readonly guildIds: readonly string[] | null;
}

const OF_ALL: WebhookOwner = { about: 'Webhook', setting: 'DISCORD_WEBHOOK_URL', guildIds: null };

const NOWHERE = { guildId: null, channelId: null };

/** Where the webhook posts. Only a bot of that guild, if there is one, knows the names. */
export async function checkWebhook(
  api: DiscordApi,
  address: WebhookAddress,
  hasBot: boolean,
  owner: WebhookOwner = OF_ALL,
): Promise<WebhookReport> {
  const say = findingsAbout(owner.about);
  try {
    const webhook = await api.webhook(address);
    if (webhook.guild_id == null)
      return { finding: say.failure('belongs to no server: make one in a server.'), ...NOWHERE, isKnown: true };
    if (owner.guildIds?.includes(webhook.guild_id) === false) {
      const text = `belongs to the server ${webhook.guild_id}, which is not among the guilds of the pipeline: nothing is sent there.`;
      return { finding: say.failure(text), ...NOWHERE, isKnown: true };
    }
    const [channel, guild] = hasBot
      ? await Promise.all([nameOf(api.channel(webhook.channel_id)), nameOf(api.guild(webhook.guild_id))])
      : [null, null];
    const where = { guildId: webhook.guild_id, channelId: webhook.channel_id };
    return { finding: judgeWebhook(webhook, channel, guild, owner), ...where, isKnown: true };
  } catch (err) {
    return { finding: judgeWebhookFailure(err, owner), ...NOWHERE, isKnown: discordCode(err) !== null };
  }
}

export function judgeWebhook(
  { name, channel_id: channelId, guild_id: guildId }: DiscordWebhook,
  channelName: string | null,
  guildName: string | null,
  { about }: WebhookOwner = OF_ALL,
): Finding {
  const channel = channelName === null ? `the channel ${channelId}` : `#${channelName}`;
  return findingsAbout(about).ok(`${name ?? 'it'} posts to ${channel} of ${guildName ?? `the server ${guildId}`}.`);
}

export function judgeWebhookFailure(err: unknown, { about, setting }: WebhookOwner = OF_ALL): Finding {
  const say = findingsAbout(about);
  const code = discordCode(err);
  if (code === RESTJSONErrorCodes.UnknownWebhook) {
    return say.failure(
      `Discord does not know it: it was deleted, so make a new one and set ${setting} to its address.`,
    );
  }
  if (code === RESTJSONErrorCodes.InvalidWebhookToken) {
    return say.failure(`Discord does not accept its token: copy the whole address again into ${setting}.`);
  }
  return say.failure(discordTrouble(err));
}

async function nameOf(asked: Promise<{ readonly name?: string | null | undefined }>): Promise<string | null> {
  return asked.then(
    ({ name }) => name ?? null,
    () => null,
  );
}
