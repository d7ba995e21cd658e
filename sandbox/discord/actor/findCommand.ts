import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { COMMAND_TYPE } from '../commands/checkCommands.ts';
import { OPTION } from '../commands/checkOptions.ts';
import { GLOBAL } from '../commands/commandObject.ts';
import { PERMISSION } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import type { Person } from './who.ts';
import { ActorError } from './who.ts';

/** A command as picked: with its subcommands, and the options that are to be filled in. */
export interface PickedCommand {
  readonly command: APIApplicationCommand;
  readonly path: readonly APIApplicationCommandOption[];
  readonly options: readonly APIApplicationCommandOption[];
}

function commandsFor(world: World, person: Person, wanted: number): APIApplicationCommand[] {
  const installed = person.guild === null || person.guild.members.has(world.bot.userId);
  const scopes = installed ? [person.guild?.id, GLOBAL] : [];
  return scopes
    .flatMap((scope) => (scope === undefined ? [] : (world.commands.get(scope) ?? [])))
    .filter(({ type }) => (type as number) === wanted);
}

export function findCommand(world: World, person: Person, name: string, force: boolean): APIApplicationCommand {
  const commands = commandsFor(world, person, COMMAND_TYPE.chatInput);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new ActorError(`There is no command /${name}. ${listed('Commands', commands)}`);
  if (!force) checkVisible(command, person);
  return command;
}

/** One that stands in the menu of a message. */
export function findMenu(world: World, person: Person, name: string, force: boolean): APIApplicationCommand {
  const menus = commandsFor(world, person, COMMAND_TYPE.message);
  const menu = menus.find((candidate) => candidate.name === name);
  if (!menu) throw new ActorError(`The menu of a message has no "${name}". ${listed('It has', menus)}`);
  if (!force) checkVisible(menu, person);
  return menu;
}

/** Where the real client would not show the command at all. */
function checkVisible(command: APIApplicationCommand, person: Person): void {
  const context = person.guild ? 0 : 1;
  const contexts = command.contexts as readonly number[] | null | undefined;
  if (contexts && !contexts.includes(context)) {
    throw new ActorError(`/${command.name} cannot be used in ${person.guild ? 'servers' : 'direct messages'}.`);
  }
  const needed = command.default_member_permissions;
  if (!person.guild || needed === null || needed === undefined) return;
  const isAdministrator = Boolean(person.permissions & PERMISSION.administrator);
  const bits = BigInt(needed);
  // "0" is for administrators only.
  if (isAdministrator || (bits !== 0n && (person.permissions & bits) === bits)) return;
  throw new ActorError(
    `/${command.name} is hidden from ${person.user.username}: Discord shows it only with the permission ${permissionNames(bits)}.`,
  );
}

function permissionNames(bits: bigint): string {
  const names = Object.entries(PermissionFlagsBits).flatMap(([name, bit]) => ((bits & bit) === bit ? [name] : []));
  return names.length === 0
    ? 'Administrator'
    : names
        .join(' and ')
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('Guild', 'Server');
}

export function pickSubcommand(command: APIApplicationCommand, names: readonly string[]): PickedCommand {
  const path: APIApplicationCommandOption[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const name of names) {
    const next = options.find((option) => option.name === name && isSubcommand(option));
    const so = [command.name, ...path.map((option) => option.name)].join(' ');
    if (!next) throw new ActorError(`/${so} has no subcommand "${name}". ${listed('Subcommands', options)}`);
    path.push(next);
    options = ('options' in next ? next.options : []) ?? [];
  }
  if (options.some(isSubcommand)) {
    throw new ActorError(`/${command.name} needs a subcommand. ${listed('Subcommands', options)}`);
  }
  return { command, path, options };
}

export function isSubcommand(option: APIApplicationCommandOption): boolean {
  return option.type === (OPTION.subcommand as number) || option.type === (OPTION.group as number);
}

export function listed(title: string, named: readonly { name: string }[]): string {
  return named.length === 0 ? `${title}: none.` : `${title}: ${named.map(({ name }) => name).join(', ')}.`;
}
