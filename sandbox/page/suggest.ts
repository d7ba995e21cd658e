import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { Actor } from '../discord/localDiscordTypes.ts';
import { readTyping, type Typing } from './typing.ts';

export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  /** What the message box holds once this is taken. */
  readonly line: string;
}

/** What can follow what is typed, and the options of the command with where the typing stands. */
export interface Suggestions {
  readonly items: readonly Suggestion[];
  /** The first item stands for what Enter means now. */
  readonly firstIsMeant: boolean;
  readonly options: readonly {
    readonly name: string;
    readonly description: string;
    readonly isRequired: boolean;
    readonly isCurrent: boolean;
  }[];
}

const NOTHING: Suggestions = { items: [], firstIsMeant: false, options: [] };
const MOST_ITEMS = 25;

type Command = Pick<APIApplicationCommand, 'name' | 'description'> & {
  readonly options?: readonly APIApplicationCommandOption[];
};

export async function suggest(
  line: string,
  commands: readonly APIApplicationCommand[],
  actor: Actor,
): Promise<Suggestions> {
  if (!line.startsWith('/')) return NOTHING;
  let head = '/';
  let rest = line.slice(1);
  let level: readonly Command[] = commands;
  const path: string[] = [];
  for (;;) {
    const [word = ''] = /^\S*/.exec(rest) ?? [];
    const command = level.find(({ name }) => name === word);
    if (word === rest || command === undefined) {
      return word === rest ? commandNames(level, head, word) : NOTHING;
    }
    path.push(word);
    head += `${word} `;
    rest = rest.slice(word.length).trimStart();
    const inner = (command.options ?? []).filter(isSubcommand);
    if (inner.length === 0) return optionValues({ head, path, actor }, readTyping(rest, command.options ?? []));
    level = inner;
  }
}

function commandNames(level: readonly Command[], head: string, partial: string): Suggestions {
  const beginning = level.filter(({ name }) => name.startsWith(partial));
  const containing = level.filter(({ name }) => !name.startsWith(partial) && name.includes(partial));
  const items = [...beginning, ...containing].slice(0, MOST_ITEMS).map(({ name, description, options = [] }) => ({
    label: `${head}${name}`,
    detail: description,
    line: `${head}${name}${options.length > 0 ? ' ' : ''}`,
  }));
  return { items, firstIsMeant: !level.some(({ name }) => name === partial), options: [] };
}

interface InCommand {
  readonly head: string;
  readonly path: readonly string[];
  readonly actor: Actor;
}

async function optionValues({ head, path, actor }: InCommand, typing: Typing): Promise<Suggestions> {
  const { options, current, before, partial, isLast } = typing;
  const choices = current === null ? [] : await choicesFor(current, typing, path, actor);
  const wanted = partial.replace(/^"/, '').toLowerCase();
  const fitting = choices.filter((choice) =>
    [choice.name, String(choice.value)].some((text) => text.toLowerCase().includes(wanted)),
  );
  return {
    items: fitting.slice(0, MOST_ITEMS).map(({ name, value }) => ({
      label: name,
      detail: String(value) === name ? '' : String(value),
      line: `${head}${before}${quoted(String(value))}${isLast ? '' : ' '}`,
    })),
    firstIsMeant: false,
    options: options.map((option) => ({
      name: option.name,
      description: option.description,
      isRequired: 'required' in option && option.required === true,
      isCurrent: option === current,
    })),
  };
}

async function choicesFor(
  option: APIApplicationCommandOption,
  { partial, filled }: Typing,
  [name = '', ...subcommand]: readonly string[],
  actor: Actor,
): Promise<readonly { readonly name: string; readonly value: string | number }[]> {
  if ('choices' in option && option.choices) return option.choices;
  if (option.type === ApplicationCommandOptionType.Boolean) {
    return ['true', 'false'].map((value) => ({ name: value, value }));
  }
  if (!('autocomplete' in option) || !option.autocomplete) return [];
  try {
    return (await actor.autocomplete(name, option.name, partial, filled, subcommand)).choices;
  } catch {
    // As in Discord: a bot that offers nothing leaves an empty list, and typing goes on.
    return [];
  }
}

function isSubcommand({ type }: APIApplicationCommandOption): boolean {
  return type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
}

function quoted(value: string): string {
  return value.includes(' ') && !value.includes('"') ? `"${value}"` : value;
}
