import { channelObject } from '../world/channelObject.ts';
import { channelPermissions } from '../world/permissions.ts';
import { partialMember, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import type { Person } from './who.ts';

/** The objects behind the ids that were chosen; an interaction carries them so that an app need not ask. */
export function resolvedFor(world: World, person: Person, ids: readonly string[]): object | undefined {
  const resolved: Record<string, Record<string, object>> = {};
  const add = (kind: string, id: string, value: object) => {
    resolved[kind] = { ...resolved[kind], [id]: value };
  };
  for (const id of ids) {
    const user = world.users.get(id);
    const member = person.guild?.members.get(id);
    const role = person.guild?.roles.get(id);
    const channel = world.channels.get(id);
    if (user) add('users', id, userObject(user));
    if (member) add('members', id, { ...partialMember(member), permissions: permissionsOf(world, person, id) });
    if (role) add('roles', id, role);
    if (!channel) continue;
    add('channels', id, {
      ...channelObject(world, channel),
      permissions: channelPermissions(world, channel, person.user.id).toString(),
      app_permissions: channelPermissions(world, channel, world.bot.userId).toString(),
    });
  }
  return Object.keys(resolved).length > 0 ? resolved : undefined;
}

function permissionsOf(world: World, { channel }: Person, userId: string): string {
  return channelPermissions(world, channel, userId).toString();
}
