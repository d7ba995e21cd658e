import { isDeepStrictEqual } from 'node:util';
import type { REST } from '@discordjs/rest';
import { ApplicationCommandType, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { AnyCommand } from './command.ts';
import { localize } from './localize.ts';
import type { MessageMenu } from './messageMenu.ts';

/** What Discord sends back with defaults filled in and what we leave out mean the same. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  type: ApplicationCommandType.ChatInput,
  nsfw: false,
  required: false,
  description: '',
  autocomplete: false,
  default_member_permissions: null,
};
/** Discord's own bookkeeping, or what follows from the rest. */
const NOT_OURS: ReadonlySet<string> = new Set([
  'id',
  'application_id',
  'version',
  'guild_id',
  'dm_permission',
  'default_permission',
  'integration_types',
  'name_localized',
  'description_localized',
  'handler',
]);

/** What Discord lists: slash commands, and those in the menu of a message. */
export type Registrable = AnyCommand | MessageMenu;

/** What registering would change, by the commands' names. */
export interface CommandDifference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface RegistrationTarget {
  readonly applicationId: string;
  /** The one guild that gets the commands; null: every guild. */
  readonly guildId: string | null;
}

/** A page of a proxy's in the place of the list must not look like an empty one. */
export const Commands = z.array(
  z.looseObject({ id: z.string(), name: z.string(), type: z.number().default(ApplicationCommandType.ChatInput) }),
);

export type PresentCommand = z.infer<typeof Commands>[number];

export function commandsRoute({ applicationId, guildId }: RegistrationTarget): `/${string}` {
  return guildId === null
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}

/** What Discord has registered in a place. */
export async function readCommands(rest: REST, target: RegistrationTarget): Promise<readonly PresentCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return Commands.parse(await rest.get(commandsRoute(target), { query }));
}

/** The commands of a place, compared with what Discord has there, and written only where they differ. */
export function createRegistration(rest: REST, target: RegistrationTarget) {
  return {
    async difference(commands: readonly Registrable[]): Promise<CommandDifference> {
      return differenceOf(await readCommands(rest, target), commands.map(payloadOf));
    },

    /**
     * Writes the commands if Discord has others, so that starting the bot costs nothing of the daily limit.
     * Answers what changed, and the ids that people can click.
     * @throws what `registrationWords` puts into words, where Discord does not take them for now.
     */
    async register(commands: readonly Registrable[]) {
      const wanted = commands.map(payloadOf);
      const before = await readCommands(rest, target);
      const difference = differenceOf(before, wanted);
      if (isEmpty(difference)) return { difference, ids: idsOf(before) };
      const written = Commands.parse(await rest.put(commandsRoute(target), { body: wanted }));
      return { difference, ids: idsOf(written) };
    },
  };
}

function payloadOf(command: Registrable) {
  return 'menu' in command ? command.data : localize(command);
}

export function isEmpty({ added, changed, removed }: CommandDifference): boolean {
  return added.length + changed.length + removed.length === 0;
}

interface Named {
  readonly name: string;
}

/** Which commands mean something else to Discord than what is wanted. */
export function differenceOf(present: readonly Named[], wanted: readonly Named[]): CommandDifference {
  const [have, want] = [byName(present), byName(wanted)];
  return {
    added: [...want.keys()].filter((name) => !have.has(name)),
    changed: [...want].flatMap(([name, command]) =>
      have.has(name) && !isDeepStrictEqual(have.get(name), command) ? [name] : [],
    ),
    removed: [...have.keys()].filter((name) => !want.has(name)),
  };
}

function idsOf(commands: readonly PresentCommand[]): ReadonlyMap<string, string> {
  return new Map(commands.map(({ name, id }) => [name, id]));
}

function byName(list: readonly Named[]): ReadonlyMap<string, unknown> {
  return new Map(list.map((command) => [command.name, normalize(command)]));
}

function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, own]) => !NOT_OURS.has(key) && !isDefault(key, own));
  return Object.fromEntries(
    kept.map(([key, own]) => [key, normalize(own)]).sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
}

function isDefault(key: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return Object.hasOwn(DEFAULTS, key) && value === DEFAULTS[key];
}
