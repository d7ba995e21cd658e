import type { REST } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { discordCode } from './discordCode.ts';
import { commandKey } from './messageMenu.ts';
import { commandsRoute, type PresentCommand, type RegistrationTarget, readCommands } from './register.ts';

/** Discord refuses the list of a guild that did not let the application register commands: there are none then. */
const NOTHING_THERE: ReadonlySet<number | null> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownGuild,
]);

/** Our commands where they are no longer wanted; commands that other programs registered under the same application are left alone. */
export function createLeftovers(rest: REST, keys: ReadonlySet<string>) {
  async function find(target: RegistrationTarget): Promise<{ all: number; ours: readonly PresentCommand[] }> {
    try {
      const commands = await readCommands(rest, target);
      return { all: commands.length, ours: oursAmong(commands, keys) };
    } catch (err) {
      if (NOTHING_THERE.has(discordCode(err))) return { all: 0, ours: [] };
      throw err;
    }
  }

  return {
    /** The names of those that are left in a place. */
    find: async (target: RegistrationTarget) => (await find(target)).ours.map(({ name }) => name),
    /** Answers what it removed. */
    async remove(target: RegistrationTarget): Promise<readonly string[]> {
      const { all, ours } = await find(target);
      const route = commandsRoute(target);
      // One request where nothing of others' is there.
      if (ours.length > 0 && ours.length === all) await rest.put(route, { body: [] });
      else for (const { id } of ours) await rest.delete(`${route}/${id}`);
      return ours.map(({ name }) => name);
    },
  };
}

/** Every other place that may hold commands: all servers in common (null), and each server that the bot is in. */
export function otherPlaces(wanted: string | null, guildIds: readonly string[]): readonly (string | null)[] {
  return [null, ...guildIds].filter((place) => place !== wanted);
}

export function oursAmong(commands: readonly PresentCommand[], keys: ReadonlySet<string>): readonly PresentCommand[] {
  return commands.filter((command) => keys.has(commandKey(command)));
}
