import { otherPlaces, oursAmong } from '../../discord/leftovers.ts';
import type { DiscordApi } from './discordApi.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Commands');

/** Each place is a question to Discord; a bot in more guilds than this has the running monitor look. */
const MOST_PLACES = 50;

export interface CommandPlaces {
  readonly applicationId: string;
  /** The guilds that the bot is in. */
  readonly present: readonly string[];
  /** The one guild that gets the commands; null: every guild. */
  readonly wanted: string | null;
  /** Of our commands. */
  readonly keys: ReadonlySet<string>;
}

/** Whether people find commands twice, or where they should not be. */
export async function checkCommands(
  api: Pick<DiscordApi, 'commands'>,
  { applicationId, present, wanted, keys }: CommandPlaces,
): Promise<readonly Finding[]> {
  const others = otherPlaces(wanted, present).slice(0, MOST_PLACES);
  const counts = await Promise.all(
    others.map((guildId) =>
      api.commands({ applicationId, guildId }).then(
        (commands) => oursAmong(commands, keys).length,
        // Where the bot may not register any, there are none; what else is wrong with Discord is said elsewhere.
        () => 0,
      ),
    ),
  );
  const places = counts.filter((count) => count > 0).length;
  if (places === 0) return [];
  const where = places === 1 ? '1 place where they are' : `${places} places where they are`;
  return [say.warning(`some are still registered in ${where} not wanted: start the monitor, or run npm run register.`)];
}
