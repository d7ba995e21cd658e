import { PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../../discord/permissionsIn.ts';
import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import { findChannel } from './channel.ts';
import type { DiscordApi, DiscordGuild } from './discordApi.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { missingNames } from './place.ts';

interface LiveQuestions {
  readonly api: DiscordApi;
  readonly userId: string;
  readonly now: number;
}

/** Whether the live status of a guild can be shown where it is to be, and pinned; nothing where it is switched off. */
export async function checkLive(
  guild: DiscordGuild,
  stored: readonly StoredGuild[],
  { api, userId, now }: LiveQuestions,
): Promise<readonly Finding[]> {
  const { live = null, channelId: alerts = null } = stored.find(({ id }) => id === guild.id) ?? {};
  if (live === null) return [];
  const say = findingsAbout(`Live status in ${guild.name}`);
  const channelId = live.channelId ?? alerts;
  if (channelId === null)
    return [say.warning('is set to the channel of the alerts, and alerts have none: choose one with /setup.')];
  const channel = await findChannel(api, guild.id, channelId);
  if (channel === 'gone')
    return [say.warning(`is not shown: the channel ${channelId} was deleted, choose another one with /setup.`)];
  if (channel === 'unseen') return [say.warning(`is not shown: the bot does not see the thread ${channelId}.`)];
  const granted = permissionsIn({ userId, guild, member: await api.member(guild.id, userId) }, channel.overwrites, now);
  const missing = missingNames(granted, channel.isThread);
  if (missing.length > 0)
    return [say.warning(`is not shown: in #${channel.name} the bot lacks ${missing.join(', ')}.`)];
  if (!granted.has(PermissionFlagsBits.PinMessages)) {
    return [say.warning(`is in #${channel.name}, and not pinned: grant the bot Pin Messages there.`)];
  }
  return [say.ok(`is in #${channel.name}, and pinned.`)];
}
