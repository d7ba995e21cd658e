import type { REST } from '@discordjs/rest';
import { type Client, PermissionFlagsBits } from 'discord.js';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { Millis } from '../monitor/time.ts';
import type { Mention, Place } from '../monitor/types.ts';
import { discordCode } from './discordCode.ts';

/** An alert does not wait long for whether its mention works. */
const WITHIN_MS: Millis = 5_000;

const NOT_THERE: ReadonlySet<number | null> = new Set([
  RESTJSONErrorCodes.UnknownMember,
  RESTJSONErrorCodes.UnknownUser,
]);

/** Whom a message in a guild's place would mention. */
export interface Pinged {
  readonly guildId: string;
  readonly place: Place;
  readonly mention: Mention;
}

/** Why the mention of a role would notify nobody, as far as the cache knows: Discord shows it either way. */
export function rolePingFailure(client: Client, { guildId, place, mention }: Pinged): PingFailure | null {
  const guild = client.guilds.cache.get(guildId);
  if (guild === undefined || mention.type !== 'role') return null;
  const role = guild.roles.cache.get(mention.id);
  if (role === undefined) return 'roleGone';
  // A webhook that a person made may ping any role.
  if (role.mentionable || !('channelId' in place)) return null;
  const me = guild.members.me;
  if (me === null) return 'notMentionable';
  // A thread that sleeps is not in the cache.
  const permissions = guild.channels.cache.get(place.channelId)?.permissionsFor(me) ?? me.permissions;
  return permissions.has(PermissionFlagsBits.MentionEveryone) ? null : 'notMentionable';
}

/** The same for anybody, before an alert leaves. What cannot be asked counts as working. */
export async function pingFailure(client: Client, rest: REST, pinged: Pinged): Promise<PingFailure | null> {
  const { guildId, mention } = pinged;
  if (mention.type === 'role') return rolePingFailure(client, pinged);
  if (!client.guilds.cache.has(guildId)) return null;
  try {
    await rest.get(Routes.guildMember(guildId, mention.id), { signal: AbortSignal.timeout(WITHIN_MS) });
    return null;
  } catch (err) {
    return NOT_THERE.has(discordCode(err)) ? 'memberGone' : null;
  }
}
