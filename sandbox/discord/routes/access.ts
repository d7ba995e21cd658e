import {
  missingAccess,
  missingPermissions,
  unknownApplication,
  unknownChannel,
  unknownGuild,
} from '../rest/apiError.ts';
import type { ApiRequest } from '../rest/apiRequest.ts';
import { channelPermissions, guildPermissions, PERMISSION } from '../world/permissions.ts';
import type { WorldChannel, WorldGuild } from '../world/types.ts';
import type { World } from '../world/world.ts';

/** The channel of the path, if the bot may see it and has what the call needs. */
export function channelFor(request: ApiRequest, world: World, ...needed: readonly bigint[]): WorldChannel {
  const channel = world.channels.get(request.param('channel'));
  if (!channel) throw unknownChannel();
  const bits = channelPermissions(world, channel, world.bot.userId);
  if (!(bits & PERMISSION.viewChannel)) throw missingAccess();
  if (needed.some((permission) => !(bits & permission))) throw missingPermissions();
  return channel;
}

/** A guild the bot is not in is as good as none. */
export function guildFor(request: ApiRequest, world: World, ...needed: readonly bigint[]): WorldGuild {
  const guild = world.guilds.get(request.param('guild'));
  if (!guild?.members.has(world.bot.userId)) throw unknownGuild();
  const bits = guildPermissions(guild, world.bot.userId);
  if (needed.some((permission) => !(bits & permission))) throw missingPermissions();
  return guild;
}

export function checkApplication(request: ApiRequest, world: World): void {
  if (request.param('application') !== world.bot.applicationId) throw unknownApplication();
}
