import type { CommandInteractionOption } from 'discord.js';
import type { Mention } from '../monitor/types.ts';
import type { AnyCommand } from './command.ts';

type Value = string | number | boolean | Mention | null;

/**
 * The values of an interaction's options by name; null for every one that the payload knows and nobody gave. What was typed is
 * kept and repeated, so a secret in it is hidden before anything else.
 */
export function readArguments(
  command: AnyCommand,
  options: readonly CommandInteractionOption[],
  hide: (text: string) => string,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const { name } of command.data.options ?? []) {
    const option = options.find((candidate) => candidate.name === name);
    values[name] = option === undefined ? null : optionValue(option, hide);
  }
  return values;
}

function optionValue({ role, user, value }: CommandInteractionOption, hide: (text: string) => string): Value {
  if (role != null) return { type: 'role', id: role.id };
  if (user != null) return { type: 'user', id: user.id };
  return typeof value === 'string' ? hide(value) : (value ?? null);
}
