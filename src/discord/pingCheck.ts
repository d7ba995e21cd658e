import type { REST } from '@discordjs/rest';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { Millis } from '../monitor/time.ts';
import type { Mention } from '../monitor/types.ts';
import { discordCode } from './discordCode.ts';
import type { GuildSnapshot } from './guildSnapshot.ts';
import type { DiscordPlace } from './place.ts';

/** An alert does not wait long for whether its mention works. */
const WITHIN_MS: Millis = 5_000;

const NOT_THERE: ReadonlySet<number | null> = new Set([
  RESTJSONErrorCodes.UnknownMember,
  RESTJSONErrorCodes.UnknownUser,
]);

/** Whom a message in a guild's place would mention. */
export interface Pinged {
  readonly guildId: string;
  readonly place: DiscordPlace;
  readonly mention: Mention;
}

/** Why the mention of a role would notify nobody, as far as is known: Discord shows it either way. */
export function rolePingFailure(
  snapshot: GuildSnapshot | null,
  { place, mention }: Omit<Pinged, 'guildId'>,
): PingFailure | null {
  if (snapshot === null || mention.type !== 'role') return null;
  const role = snapshot.role(mention.id);
  if (role === null) return 'roleGone';
  // A webhook that a person made may ping any role.
  if (role.isMentionable || !('channelId' in place)) return null;
  // A thread that sleeps is not known.
  return (snapshot.channel(place.channelId) ?? snapshot).canMentionAll ? null : 'notMentionable';
}

/** The same for anybody, before an alert leaves. What cannot be asked counts as working. */
export async function pingFailure(
  snapshot: GuildSnapshot | null,
  rest: REST,
  pinged: Pinged,
): Promise<PingFailure | null> {
  const { guildId, mention } = pinged;
  if (mention.type === 'role') return rolePingFailure(snapshot, pinged);
  if (snapshot === null) return null;
  try {
    await rest.get(Routes.guildMember(guildId, mention.id), { signal: AbortSignal.timeout(WITHIN_MS) });
    return null;
  } catch (err) {
    return NOT_THERE.has(discordCode(err)) ? 'memberGone' : null;
  }
}
