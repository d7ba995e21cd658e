import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { Millis } from '../monitor/time.ts';

/** Permissions that a channel gives to a role or a member, or takes away: https://discord.com/developers/docs/resources/channel#overwrite-object */
export interface Overwrite {
  readonly id: string;
  readonly allow: string;
  readonly deny: string;
}

export interface Standing {
  readonly userId: string;
  readonly guild: {
    readonly id: string;
    readonly owner_id: string;
    readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  };
  readonly member: {
    readonly roles: readonly string[];
    readonly communication_disabled_until?: string | null | undefined;
  };
}

/** What somebody who is timed out keeps. */
const IN_TIMEOUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/**
 * What a member may do in a channel with these overwrites:
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsIn(
  { userId, guild, member }: Standing,
  overwrites: readonly Overwrite[],
  now: Millis,
): PermissionsBitField {
  const own = [guild.id, ...member.roles];
  const base = union(guild.roles.filter(({ id }) => own.includes(id)).map(({ permissions }) => permissions));
  if (guild.owner_id === userId || (base & PermissionFlagsBits.Administrator) !== 0n) {
    return new PermissionsBitField(PermissionsBitField.All);
  }
  // Everyone's first, then those of all roles together, then the member's own.
  const groups = [[guild.id], member.roles, [userId]].map((ids) => overwrites.filter(({ id }) => ids.includes(id)));
  const bits = groups.reduce(
    (sum, group) => (sum & ~union(group.map(({ deny }) => deny))) | union(group.map(({ allow }) => allow)),
    base,
  );
  const until = Date.parse(member.communication_disabled_until ?? '');
  return new PermissionsBitField(until > now ? bits & IN_TIMEOUT : bits);
}

function union(bits: readonly string[]): bigint {
  return bits.reduce((sum, each) => sum | BigInt(each), 0n);
}
