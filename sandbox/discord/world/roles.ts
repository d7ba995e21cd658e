import type { APIRole, RoleFlags } from 'discord-api-types/v10';
import { guildById } from './guildById.ts';
import { INTENT } from './intents.ts';
import type { World } from './world.ts';

export interface RoleFacts {
  readonly name?: string;
  readonly mentionable?: boolean;
  readonly permissions?: bigint;
}

export function plainRole(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
  };
}

export function addRole(world: World, guildId: string, facts: RoleFacts & { readonly name: string }): { id: string } {
  const guild = guildById(world, guildId);
  const role: APIRole = {
    ...plainRole(world.nextId(), facts.name, facts.permissions ?? 0n),
    position: guild.roles.size,
    mentionable: facts.mentionable ?? false,
  };
  guild.roles.set(role.id, role);
  emitRole(world, guildId, 'GUILD_ROLE_CREATE', { role });
  return { id: role.id };
}

export function updateRole(world: World, guildId: string, roleId: string, facts: RoleFacts): void {
  const guild = guildById(world, guildId);
  const before = guild.roles.get(roleId);
  if (!before) throw new Error(`There is no role ${roleId} in "${guild.name}".`);
  const { permissions, ...others } = facts;
  const role: APIRole = {
    ...before,
    ...others,
    ...(permissions !== undefined && { permissions: permissions.toString() }),
  };
  guild.roles.set(roleId, role);
  emitRole(world, guildId, 'GUILD_ROLE_UPDATE', { role });
}

export function deleteRole(world: World, guildId: string, roleId: string): void {
  const guild = guildById(world, guildId);
  if (!guild.roles.delete(roleId)) return;
  for (const { roles } of guild.members.values()) {
    if (roles.includes(roleId)) roles.splice(roles.indexOf(roleId), 1);
  }
  emitRole(world, guildId, 'GUILD_ROLE_DELETE', { role_id: roleId });
}

function emitRole(world: World, guildId: string, name: string, data: object): void {
  world.emit({ name, data: { guild_id: guildId, ...data }, guildId, intent: INTENT.guilds });
}
