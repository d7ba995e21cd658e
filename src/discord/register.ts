import { isDeepStrictEqual } from 'node:util';
import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import type { AnyCommand } from './command.ts';

/** What Discord sends back with defaults filled in and what we leave out mean the same. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  type: 1,
  nsfw: false,
  required: false,
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

/** Writes the commands if Discord has others, so that starting the bot costs nothing of the daily limit. Answers whether it wrote. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly AnyCommand[],
): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const wanted = commands.map(({ data }) => data);
  const present = await rest.get(route, { query });
  if (sameCommands(present, wanted)) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** Whether two lists of commands mean the same to Discord. */
export function sameCommands(present: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(byName(present), byName(wanted));
}

function byName(list: unknown): unknown[] {
  return Array.isArray(list)
    ? list.map(normalize).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    : [];
}

function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, of]) => !NOT_OURS.has(key) && !isDefault(key, of));
  return Object.fromEntries(
    kept.map(([key, of]) => [key, normalize(of)]).sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
}

function isDefault(key: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return Object.hasOwn(DEFAULTS, key) && value === DEFAULTS[key];
}
