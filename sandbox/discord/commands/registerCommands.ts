import type { APIApplicationCommand } from 'discord-api-types/v10';
import { COMMAND_LIMITS } from '../limits.ts';
import { tooManyCommandCreates, tooManyCommands } from '../rest/apiError.ts';
import { badField, createForm, isObject } from '../rest/form.ts';
import type { World } from '../world/world.ts';
import { COMMAND_TYPE, checkCommand } from './checkCommands.ts';
import { commandObject } from './commandObject.ts';

/** PUT: the list becomes all there is, of every type. Only names that are new count towards the daily limit. */
export function putCommands(world: World, scope: string, body: unknown): APIApplicationCommand[] {
  if (!Array.isArray(body)) throw badField([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const form = createForm();
  for (const [index, command] of body.entries()) checkCommand(form, [index], command);
  const wanted = body.filter(isObject);
  for (const [index, command] of wanted.entries()) {
    if (wanted.findIndex((other) => isSame(other, command)) < index) {
      form.fail([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    }
  }
  form.throwIfBad();
  checkCounts(wanted);
  const before = world.commands.get(scope) ?? [];
  countCreates(world, scope, wanted.filter((command) => !before.some((old) => isSame(old, command))).length);
  const after = wanted.map((command) =>
    commandObject(
      world,
      scope,
      command,
      before.find((old) => isSame(old, command)),
    ),
  );
  world.commands.set(scope, after);
  return after;
}

export function upsertCommand(
  world: World,
  scope: string,
  body: unknown,
): { command: APIApplicationCommand; isNew: boolean } {
  const form = createForm();
  checkCommand(form, [], body);
  form.throwIfBad();
  const wanted = isObject(body) ? body : {};
  const before = world.commands.get(scope) ?? [];
  const replaced = before.find((old) => isSame(old, wanted));
  const others = before.filter((old) => old !== replaced);
  checkCounts([...others, wanted]);
  countCreates(world, scope, replaced ? 0 : 1);
  const command = commandObject(world, scope, wanted, replaced);
  world.commands.set(scope, [...others, command]);
  return { command, isNew: replaced === undefined };
}

/** As sent, where the type may be missing, or as registered. */
interface Named {
  readonly name?: unknown;
  readonly type?: unknown;
}

function typeOf(command: Named): unknown {
  return command.type ?? COMMAND_TYPE.chatInput;
}

function isSame(a: Named, b: Named): boolean {
  return a.name === b.name && typeOf(a) === typeOf(b);
}

function checkCounts(commands: readonly Named[]): void {
  for (const [type, limit] of [
    [COMMAND_TYPE.chatInput, COMMAND_LIMITS.chatInput],
    [COMMAND_TYPE.user, COMMAND_LIMITS.contextMenu],
    [COMMAND_TYPE.message, COMMAND_LIMITS.contextMenu],
  ] as const) {
    if (commands.filter((command) => typeOf(command) === type).length > limit) throw tooManyCommands(limit);
  }
}

function countCreates(world: World, scope: string, count: number): void {
  const waitMs = world.commandCreates.take(scope, count);
  if (waitMs > 0) throw tooManyCommandCreates(COMMAND_LIMITS.createsPerDay, waitMs);
}
