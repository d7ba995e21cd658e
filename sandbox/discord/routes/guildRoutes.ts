import { unknownMember } from '../rest/apiError.ts';
import type { Route } from '../rest/apiRequest.ts';
import { ok, queryFlag } from '../rest/apiRequest.ts';
import { channelObject, channelsOf, isThread } from '../world/channelObject.ts';
import { guildObject } from '../world/guildObject.ts';
import { memberObject } from '../world/userObject.ts';
import { channelFor, guildFor } from './access.ts';

export function guildRoutes(): Route[] {
  return [
    {
      method: 'GET',
      pattern: '/guilds/:guild',
      auth: 'bot',
      handle(request, world) {
        const guild = guildFor(request, world);
        const counts = { approximate_member_count: guild.members.size, approximate_presence_count: 1 };
        return ok({ ...guildObject(guild), ...(queryFlag(request, 'with_counts') && counts) });
      },
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/channels',
      auth: 'bot',
      handle: (request, world) =>
        ok(
          channelsOf(world, guildFor(request, world))
            .filter((channel) => !isThread(channel))
            .map((channel) => channelObject(world, channel)),
        ),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/roles',
      auth: 'bot',
      handle: (request, world) => ok([...guildFor(request, world).roles.values()]),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/members/:user',
      auth: 'bot',
      handle(request, world) {
        const guild = guildFor(request, world);
        if (!guild.members.has(request.param('user'))) throw unknownMember();
        return ok(memberObject(world, guild, request.param('user')));
      },
    },
    {
      method: 'GET',
      pattern: '/channels/:channel',
      auth: 'bot',
      handle: (request, world) => ok(channelObject(world, channelFor(request, world))),
    },
  ];
}
