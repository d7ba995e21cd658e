import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import { OPTION } from '../commands/checkOptions.ts';
import type { World } from '../world/world.ts';
import { candidates, type Kind } from './candidates.ts';
import type { Person } from './who.ts';
import { ActorError } from './who.ts';

export type OptionInput = string | number | boolean;

/** The parts of an option that restrict its value. */
interface Rules {
  readonly choices?: readonly { name: string; value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
}

/** What the client would send for what a person entered, or an error in words as the client shows. */
export function optionValue(
  world: World,
  person: Person,
  option: APIApplicationCommandOption,
  input: OptionInput,
): OptionInput {
  const rules = option as Rules;
  if (rules.choices && rules.choices.length > 0) return choiceValue(option.name, rules.choices, input);
  switch (option.type as number) {
    case OPTION.string:
      return textValue(option.name, rules, input);
    case OPTION.integer:
    case OPTION.number:
      return numberValue(option.name, rules, input, option.type === (OPTION.integer as number));
    case OPTION.boolean:
      return booleanValue(option.name, input);
    default:
      return idValue(world, person, option, String(input));
  }
}

function fail(name: string, what: string): never {
  throw new ActorError(`Option "${name}" ${what}.`);
}

function choiceValue(name: string, choices: NonNullable<Rules['choices']>, input: OptionInput): OptionInput {
  const text = String(input).toLowerCase();
  const choice =
    choices.find(({ value }) => value === input) ??
    choices.find((candidate) =>
      [String(candidate.value), candidate.name].some((entry) => entry.toLowerCase() === text),
    );
  if (choice) return choice.value;
  return fail(name, `must be one of ${choices.map(({ value }) => value).join(', ')}, not "${input}"`);
}

function textValue(name: string, { min_length: min = 0, max_length: max = 6000 }: Rules, input: OptionInput): string {
  const text = String(input);
  if (text.length < min || text.length > max) fail(name, `must have ${min} to ${max} characters`);
  return text;
}

function numberValue(name: string, rules: Rules, input: OptionInput, whole: boolean): number {
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  if (typeof value !== 'number' || !Number.isFinite(value)) return fail(name, `must be a number, not "${input}"`);
  if (whole && !Number.isSafeInteger(value)) fail(name, `must be a whole number, not ${input}`);
  if (value < (rules.min_value ?? -Infinity)) fail(name, `must be at least ${rules.min_value}`);
  if (value > (rules.max_value ?? Infinity)) fail(name, `must be at most ${rules.max_value}`);
  return value;
}

function booleanValue(name: string, input: OptionInput): boolean {
  const text = String(input).toLowerCase();
  if (['true', 'yes', 'on'].includes(text)) return true;
  if (['false', 'no', 'off'].includes(text)) return false;
  return fail(name, `must be true or false, not "${input}"`);
}

/** Accepts an id, a mention or a name. */
function idValue(world: World, person: Person, option: APIApplicationCommandOption, input: string): string {
  const id = /^<(?:#|@!?|@&)(\d+)>$/.exec(input)?.[1];
  const wanted = input.replace(/^[#@]/, '');
  const kind = KINDS.get(option.type);
  if (kind === undefined || (kind === 'channel' && !person.guild)) return fail(option.name, 'cannot be filled in here');
  const offered = candidates(world, person, kind, (option as Rules).channel_types);
  const found = offered.find((entry) => entry.id === (id ?? input) || entry.name === wanted);
  return found?.id ?? fail(option.name, `names nothing that is here: "${input}"`);
}

const KINDS: ReadonlyMap<number, Kind> = new Map([
  [OPTION.user, 'user'],
  [OPTION.role, 'role'],
  [OPTION.mentionable, 'mentionable'],
  [OPTION.channel, 'channel'],
]);
