import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Json } from '../rest/form.ts';
import { isObject } from '../rest/form.ts';
import type { World } from '../world/world.ts';
import { COMMAND_TYPE } from './checkCommands.ts';
import { OPTION } from './checkOptions.ts';

export const GLOBAL = 'global';

/** A registered command; one that replaces another of the same name and type keeps its id. */
export function commandObject(
  world: World,
  scope: string,
  value: Json,
  replaced: APIApplicationCommand | undefined,
): APIApplicationCommand {
  const type = value['type'] ?? COMMAND_TYPE.chatInput;
  const permissions = value['default_member_permissions'];
  return {
    id: replaced?.id ?? world.nextId(),
    application_id: world.bot.applicationId,
    version: world.nextId(),
    type,
    name: value['name'],
    name_localizations: value['name_localizations'] ?? null,
    description: value['description'] ?? '',
    description_localizations: value['description_localizations'] ?? null,
    default_member_permissions: permissions === undefined || permissions === null ? null : String(permissions),
    dm_permission: value['dm_permission'] ?? true,
    contexts: value['contexts'] ?? null,
    integration_types: value['integration_types'] ?? [0],
    nsfw: value['nsfw'] === true,
    ...(scope !== GLOBAL && { guild_id: scope }),
    ...(Array.isArray(value['options']) && { options: value['options'].map(optionObject) }),
  } as unknown as APIApplicationCommand;
}

function optionObject(value: unknown): Json {
  const option = isObject(value) ? value : {};
  const isValue = option['type'] !== OPTION.subcommand && option['type'] !== OPTION.group;
  const kept = Object.entries(option).filter(([, entry]) => entry !== undefined && entry !== null);
  return {
    ...Object.fromEntries(kept),
    ...(isValue && { required: option['required'] === true }),
    ...(Array.isArray(option['options']) && { options: option['options'].map(optionObject) }),
  };
}

/** A plain GET leaves the dictionaries out and gives the one translation that the request's locale has. */
export function withoutLocalizations<T>(value: T, locale: string | undefined): T {
  if (Array.isArray(value)) return value.map((entry) => withoutLocalizations(entry, locale)) as T;
  if (!isObject(value)) return value;
  const plain: Json = {};
  for (const [key, entry] of Object.entries(value)) {
    const field = /^(name|description)_localizations$/.exec(key)?.[1];
    const translated = isObject(entry) && locale !== undefined ? entry[locale] : undefined;
    if (field === undefined) plain[key] = withoutLocalizations(entry, locale);
    else if (typeof translated === 'string') plain[`${field}_localized`] = translated;
  }
  return plain as T;
}
