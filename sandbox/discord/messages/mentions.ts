import type { APIUser } from 'discord-api-types/v10';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import type { WorldChannel } from '../world/types.ts';
import { userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import type { AllowedMentions, MentionKind } from './readAllowedMentions.ts';

export interface MentionRights {
  /** What counts when the sender says nothing. */
  readonly byDefault: readonly MentionKind[];
  /** Webhooks made by people ping any role and everyone; all else follows the bot's permissions. */
  readonly unrestricted: boolean;
}

/** Who is really pinged; what is not allowed still shows in the text and pings nobody. */
export interface EffectiveMentions {
  readonly mentions: APIUser[];
  readonly mention_roles: string[];
  readonly mention_everyone: boolean;
}

export function effectiveMentions(
  world: World,
  channel: WorldChannel,
  text: string,
  given: AllowedMentions | undefined,
  rights: MentionRights,
): EffectiveMentions {
  const allowed = given ?? { parse: rights.byDefault, users: [], roles: [] };
  const mayPingAll =
    rights.unrestricted || Boolean(channelPermissions(world, channel, world.bot.userId) & PERMISSION.mentionEveryone);
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const isAllowed = (kind: 'users' | 'roles', id: string) => allowed.parse.includes(kind) || allowed[kind].includes(id);

  const roles = idsIn(text, /<@&(\d{17,19})>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role !== undefined && isAllowed('roles', id) && (role.mentionable || mayPingAll);
  });
  return {
    mentions: idsIn(text, /<@!?(\d{17,19})>/g)
      .filter((id) => isAllowed('users', id))
      .flatMap((id) => world.users.get(id) ?? [])
      .map(userObject),
    mention_roles: roles,
    mention_everyone: mayPingAll && allowed.parse.includes('everyone') && /@(everyone|here)\b/.test(text),
  };
}

function idsIn(text: string, expression: RegExp): string[] {
  return [...new Set([...text.matchAll(expression)].flatMap((match) => match[1] ?? []))];
}
