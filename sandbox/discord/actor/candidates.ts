import { channelsOf } from '../world/channelObject.ts';
import type { World } from '../world/world.ts';
import type { Person } from './who.ts';

/** What an option or a select menu lets people choose from. */
export type Kind = 'user' | 'role' | 'mentionable' | 'channel';

export interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** Those that the client offers in this place; `channelTypes` leaves other kinds of channels out, unless it is empty. */
export function candidates(
  world: World,
  { guild }: Person,
  kind: Kind,
  channelTypes: readonly number[] = [],
): readonly Candidate[] {
  const users = [...world.users.values()].map(({ id, username }) => ({ id, name: username }));
  const roles = guild ? [...guild.roles.values()] : [];
  switch (kind) {
    case 'user':
      return users;
    case 'role':
      return roles;
    case 'mentionable':
      return [...users, ...roles];
    case 'channel':
      return guild
        ? channelsOf(world, guild).filter(({ type }) => channelTypes.length === 0 || channelTypes.includes(type))
        : [];
  }
}
