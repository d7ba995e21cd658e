import { Constants } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import { isPostableKind } from '../../discord/postableKinds.ts';
import type { DiscordApi, DiscordChannel, DiscordOverwrite } from './discordApi.ts';

export interface FoundChannel {
  readonly name: string;
  /** One of Discord's kinds of channel. */
  readonly kind: number;
  readonly isThread: boolean;
  /** Whether a bot can post messages in a channel of its kind. */
  readonly isPostable: boolean;
  /** Those that hold in it; a thread has the ones of the channel it hangs on. */
  readonly overwrites: readonly DiscordOverwrite[];
}

const THREADS: ReadonlySet<number> = new Set(Constants.ThreadChannelTypes);

/** A channel of a guild. The list of them has also those that the bot does not see, but no threads. */
export async function findChannel(
  api: DiscordApi,
  guildId: string,
  channelId: string,
): Promise<FoundChannel | 'gone' | 'unseen'> {
  const channels = await api.channels(guildId);
  const listed = channels.find(({ id }) => id === channelId);
  if (listed !== undefined) return toFound(listed, channels);
  try {
    return toFound(await api.channel(channelId), channels);
  } catch (err) {
    const code = discordCode(err);
    if (code === RESTJSONErrorCodes.UnknownChannel) return 'gone';
    if (code === RESTJSONErrorCodes.MissingAccess) return 'unseen';
    throw err;
  }
}

function toFound(channel: DiscordChannel, channels: readonly DiscordChannel[]): FoundChannel {
  const isThread = THREADS.has(channel.type);
  const holder = isThread ? channels.find(({ id }) => id === channel.parent_id) : channel;
  return {
    name: channel.name ?? channel.id,
    kind: channel.type,
    isThread,
    isPostable: isPostableKind(channel.type),
    overwrites: holder?.permission_overwrites ?? [],
  };
}
