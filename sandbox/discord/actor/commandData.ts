import type { APIApplicationCommand } from 'discord-api-types/v10';
import { OPTION } from '../commands/checkOptions.ts';
import { findMessage } from '../messages/findMessage.ts';
import type { World } from '../world/world.ts';
import type { PickedCommand } from './findCommand.ts';
import { listed } from './findCommand.ts';
import type { OptionInput } from './optionValue.ts';
import { optionValue } from './optionValue.ts';
import { resolvedFor } from './resolved.ts';
import type { Person } from './who.ts';
import { ActorError } from './who.ts';

export type OptionInputs = Readonly<Record<string, OptionInput>>;

interface FilledOption {
  readonly name: string;
  readonly type: number;
  readonly value?: OptionInput;
  readonly focused?: true;
  readonly options?: readonly FilledOption[];
}

const WITH_ID: readonly number[] = [OPTION.user, OPTION.channel, OPTION.role, OPTION.mentionable];

/** `data` of a command interaction, after the checks that the client makes before it sends. */
export function commandData(world: World, person: Person, picked: PickedCommand, inputs: OptionInputs): object {
  checkNames(picked, inputs);
  for (const option of picked.options) {
    if ('required' in option && option.required && inputs[option.name] === undefined) {
      throw new ActorError(
        `/${picked.command.name} needs the option "${option.name}". ${listed('Options', picked.options)}`,
      );
    }
  }
  return wrap(world, person, picked, fill(world, person, picked, inputs));
}

/** The same of a command in the menu of a message. An app is shown that message whole, whatever its intents are. */
export function menuData(world: World, person: Person, command: APIApplicationCommand, messageId: string): object {
  const { message } = findMessage(world, person.channel.id, messageId);
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
  };
}

/** While typing, required options may still be missing; the one being typed is marked. */
export function autocompleteData(
  world: World,
  person: Person,
  picked: PickedCommand,
  typing: { readonly option: string; readonly partial: string; readonly others: OptionInputs },
): object {
  checkNames(picked, { ...typing.others, [typing.option]: typing.partial });
  const focused = picked.options.find(({ name }) => name === typing.option);
  if (!focused || !('autocomplete' in focused) || !focused.autocomplete) {
    throw new ActorError(`Option "${typing.option}" of /${picked.command.name} has no autocomplete.`);
  }
  const others = fill(world, person, picked, typing.others).filter(({ name }) => name !== focused.name);
  const partial: FilledOption = { name: focused.name, type: focused.type, value: typing.partial, focused: true };
  return wrap(world, person, picked, [...others, partial]);
}

function checkNames({ command, options }: PickedCommand, inputs: OptionInputs): void {
  for (const name of Object.keys(inputs)) {
    if (options.some((option) => option.name === name)) continue;
    throw new ActorError(`/${command.name} has no option "${name}". ${listed('Options', options)}`);
  }
}

function fill(world: World, person: Person, { options }: PickedCommand, inputs: OptionInputs): FilledOption[] {
  return options.flatMap((option) => {
    const input = inputs[option.name];
    if (input === undefined) return [];
    return [{ name: option.name, type: option.type, value: optionValue(world, person, option, input) }];
  });
}

function wrap(world: World, person: Person, { command, path }: PickedCommand, filled: FilledOption[]): object {
  const ids = filled.filter(({ type }) => WITH_ID.includes(type)).map(({ value }) => String(value));
  const resolved = resolvedFor(world, person, ids);
  const options = path.reduceRight((inner, { name, type }): FilledOption[] => [{ name, type, options: inner }], filled);
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    ...(options.length > 0 && { options }),
    ...(resolved && { resolved }),
  };
}
