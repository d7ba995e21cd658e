import { RateLimitError, type REST } from '@discordjs/rest';
import type { Logger } from '../log.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { createLeftovers, otherPlaces } from './leftovers.ts';
import { commandKey } from './messageMenu.ts';
import { createRegistration, type Registrable, type RegistrationTarget } from './register.ts';
import { registrationWords } from './registrationTrouble.ts';

export interface CommandSyncOptions {
  readonly rest: REST;
  /** Loaded only where they are asked for. */
  readonly commands: () => Promise<readonly Registrable[]>;
  /** The one guild that gets the commands; null: every guild. */
  readonly guildId: string | null;
  readonly log: Logger;
}

/** Doubled before each try. */
const RETRY_MS: Millis = 15_000;
const LONGEST_RETRY_MS: Millis = 10 * MINUTE;
const LONGEST_LIMIT_MS: Millis = DAY;
/** Slow enough to be nothing beside what Discord allows, whatever the number of guilds. */
const BETWEEN_PLACES_MS: Millis = 1_000;
const NOTHING_TO_DO_MS: Millis = HOUR;

/** Brings the commands where they are wanted, and takes them away where they are not: a step at a time, tried again where it fails. */
export function createCommandSync({ rest, commands, guildId, log }: CommandSyncOptions) {
  let ids: ReadonlyMap<string, string> = new Map();
  let wanted: RegistrationTarget | null = null;
  let place: RegistrationTarget | null = null;
  let others: RegistrationTarget[] = [];
  /** Places that are, or were, among the others. */
  const seen = new Set<string | null>();
  let trouble: string | null = null;
  let retryMs = RETRY_MS;

  /** Answers how many commands Discord had not, or had otherwise. */
  async function write(target: RegistrationTarget): Promise<number> {
    const written = await createRegistration(rest, target).register(await commands());
    ids = written.ids;
    wanted = null;
    const { added, changed, removed } = written.difference;
    return added.length + changed.length + removed.length;
  }

  async function cleanNext(): Promise<void> {
    const [target, ...following] = others;
    if (target === undefined) return;
    // A place that fails waits behind the others.
    others = [...following, target];
    const keys = new Set((await commands()).map(({ data }) => commandKey(data)));
    const removed = await createLeftovers(rest, keys).remove(target);
    others = following;
    if (removed.length > 0)
      log.info({ guildId: target.guildId, removed }, 'commands removed where they are not wanted');
  }

  /** One request or two; 0 where it failed. */
  async function attempt(): Promise<number> {
    try {
      let count = 0;
      // Better in the wrong place than in none.
      if (wanted === null) await cleanNext();
      else count = await write(wanted);
      trouble = null;
      retryMs = RETRY_MS;
      return count;
    } catch (err) {
      const words = registrationWords(err);
      if (words !== trouble) log.error({ err, why: words }, 'commands not registered');
      trouble = words;
      retryMs = Math.max(Math.min(retryMs * 2, LONGEST_RETRY_MS), limitOf(err));
      return 0;
    }
  }

  return {
    ids: () => ids,
    /** Why they are not as they should be; null: they are. */
    trouble: () => trouble,
    /**
     * A shard has logged in, with its guilds. The first login waits for the first try; the commands, and each other place, are read once
     * for all logins. Answers how many commands were written.
     */
    async begin(applicationId: string, guildIds: readonly string[]): Promise<number> {
      const places = otherPlaces(guildId, guildIds).filter((id) => !seen.has(id));
      for (const id of places) seen.add(id);
      others = [...others, ...places.map((id) => ({ applicationId, guildId: id }))];
      if (place !== null) return 0;
      place = { applicationId, guildId };
      wanted = place;
      return attempt();
    },
    /** The commands are others now. What Discord has already is not written again. */
    again(): void {
      wanted = place;
    },
    /** The next step; answers how long to rest after it. */
    async step(): Promise<Millis> {
      if (wanted === null && others.length === 0) return NOTHING_TO_DO_MS;
      await attempt();
      if (trouble !== null) return retryMs;
      return others.length === 0 ? NOTHING_TO_DO_MS : BETWEEN_PLACES_MS;
    },
  };
}

function limitOf(err: unknown): Millis {
  return err instanceof RateLimitError && Number.isFinite(err.retryAfter)
    ? Math.min(err.retryAfter, LONGEST_LIMIT_MS)
    : 0;
}

export type CommandSync = ReturnType<typeof createCommandSync>;
