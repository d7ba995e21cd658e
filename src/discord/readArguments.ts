import type { CommandInteractionOption } from 'discord.js';
import type { Mention } from '../monitor/types.ts';
import type { AnyCommand } from './command.ts';

type Value = string | number | boolean | Mention | null;

/** The values of an interaction's options by name; null for every one that the payload knows and nobody gave. */
export function readArguments(command: AnyCommand, given: readonly CommandInteractionOption[]): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const { name } of command.data.options ?? []) {
    const option = given.find((candidate) => candidate.name === name);
    values[name] = option === undefined ? null : optionValue(option);
  }
  return values;
}

function optionValue({ role, user, value }: CommandInteractionOption): Value {
  if (role != null) return { type: 'role', id: role.id };
  if (user != null) return { type: 'user', id: user.id };
  return value ?? null;
}
