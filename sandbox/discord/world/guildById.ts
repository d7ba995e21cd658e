import type { WorldGuild } from './types.ts';
import type { World } from './world.ts';

/** @throws where there is none: a test asks for what it did not make. */
export function guildById(world: World, guildId: string): WorldGuild {
  const guild = world.guilds.get(guildId);
  if (!guild) throw new Error(`There is no guild ${guildId}; addGuild makes one.`);
  return guild;
}
