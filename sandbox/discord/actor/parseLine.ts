import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import { OPTION } from '../commands/checkOptions.ts';
import type { PickedCommand } from './findCommand.ts';
import { isSubcommand, listed, pickSubcommand } from './findCommand.ts';
import { ActorError } from './who.ts';

export interface ParsedLine {
  readonly picked: PickedCommand;
  readonly inputs: Readonly<Record<string, string>>;
}

export function commandNameOf(line: string): string {
  const name = /^\/(\S+)/.exec(line.trim())?.[1];
  if (name === undefined) {
    const [word = ''] = line.trim().split(/\s+/);
    throw new ActorError(`A command starts with a slash, as in "/help". For the command "${word}" type "/${word}".`);
  }
  return name;
}

/** `/mute errors 2h`, `/mute errors for 2h`, `/mute alert:errors for:2h`, or both kinds: first values in order, then named ones. */
export function parseLine(line: string, command: APIApplicationCommand): ParsedLine {
  let rest = line
    .trim()
    .slice(command.name.length + 1)
    .trim();
  const path: string[] = [];
  let level: readonly APIApplicationCommandOption[] = command.options ?? [];
  while (level.some(isSubcommand)) {
    const [word = ''] = rest.split(/\s+/);
    const next = level.find(({ name }) => name === word);
    if (!next) break;
    path.push(word);
    rest = rest.slice(word.length).trim();
    level = ('options' in next ? next.options : []) ?? [];
  }
  const picked = pickSubcommand(command, path);
  return { picked, inputs: readInputs(rest, picked) };
}

function readInputs(text: string, picked: PickedCommand): Record<string, string> {
  const { options } = picked;
  const marks = [...text.matchAll(/(?<=^|\s)([^\s:"]+):/g)].filter(([, name]) =>
    options.some((option) => option.name === name),
  );
  const inputs: Record<string, string> = {};
  for (const [index, mark] of marks.entries()) {
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim();
    inputs[mark[1] ?? ''] = unquoted(value);
  }
  const free = options.filter(({ name }) => inputs[name] === undefined);
  return { ...inputs, ...inOrder(text.slice(0, marks[0]?.index).trim(), free, picked) };
}

/** A time of several words, as people type it without quotes: `2 hours`, `until 9`, `until tomorrow 9:00`. */
const TIME = String.raw`\d+(?:[.,]\d+)?\s+(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)(?=\s|$)`;
const CLOCK = String.raw`\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]m)?(?=\s|$)`;
const UNTIL = String.raw`until\s+(?:${CLOCK}|\S+(?:\s+${CLOCK})?)`;
const WORD = /^("[^"]*"|\S+)/;
const WORD_OR_TIME = new RegExp(String.raw`^("[^"]*"|${TIME}|${UNTIL}|\S+)`, 'i');

/** One word (or "several in quotes", or a time) an option; the last option takes the rest when it is a text. */
function inOrder(
  text: string,
  options: readonly APIApplicationCommandOption[],
  { command }: PickedCommand,
): Record<string, string> {
  const inputs: Record<string, string> = {};
  let rest = text;
  for (const [index, option] of options.entries()) {
    if (rest === '') break;
    // As people say it: `/mute errors for 2 hours`.
    if (rest.toLowerCase().startsWith(`${option.name} `)) rest = rest.slice(option.name.length).trim();
    const isText = option.type === (OPTION.string as number);
    const takesRest = index === options.length - 1 && isText;
    const word = takesRest ? rest : ((isText ? WORD_OR_TIME : WORD).exec(rest)?.[0] ?? rest);
    inputs[option.name] = unquoted(word);
    rest = rest.slice(word.length).trim();
  }
  if (rest !== '')
    throw new ActorError(`/${command.name} has no option left for "${rest}". ${listed('Options', options)}`);
  return inputs;
}

function unquoted(text: string): string {
  return /^"([^"]*)"$/.exec(text)?.[1] ?? text;
}
