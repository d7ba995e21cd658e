import { COMMAND_LIMITS } from '../limits.ts';
import type { Form, Json, Path } from '../rest/form.ts';
import { isObject, readChoice, readInteger, readList, readText, required } from '../rest/form.ts';
import { checkNameAndDescription } from './checkNames.ts';

export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

const VALUES: readonly number[] = [3, 4, 5, 6, 7, 8, 9, 10, 11];
const WITH_CHOICES: readonly number[] = [OPTION.string, OPTION.integer, OPTION.number];

/** command → group → subcommand → values; nothing else nests. */
const INSIDE = {
  command: [OPTION.subcommand, OPTION.group, ...VALUES],
  group: [OPTION.subcommand],
  subcommand: VALUES,
} as const;

export function checkOptions(form: Form, path: Path, value: unknown, parent: keyof typeof INSIDE): void {
  const list = readList(form, path, value, { max: COMMAND_LIMITS.options, required: parent === 'group' }) ?? [];
  const options = list.map((entry): Json => (isObject(entry) ? entry : {}));
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    checkNameAndDescription(form, at, option);
    const type = readChoice<number>(form, [...at, 'type'], Number(option['type']), INSIDE[parent]);
    if (type === OPTION.group) checkOptions(form, [...at, 'options'], option['options'], 'group');
    else if (type === OPTION.subcommand) checkOptions(form, [...at, 'options'], option['options'], 'subcommand');
    else if (type !== undefined) checkValueOption(form, at, option, type);
  }
  checkTogether(form, path, options);
}

function checkTogether(form: Form, path: Path, options: readonly Json[]): void {
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    if (names.has(option['name'])) {
      form.fail(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    }
    names.add(option['name']);
    if (option['required'] === true && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      form.fail([...path, index], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    optionalSeen ||= option['required'] !== true;
  }
  const types = new Set(options.map(({ type }) => type === OPTION.subcommand || type === OPTION.group));
  if (types.size > 1) {
    form.fail(
      path,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
}

function checkValueOption(form: Form, path: Path, option: Json, type: number): void {
  const at = (key: string) => [...path, key];
  const choices = readList(form, at('choices'), option['choices'], { max: COMMAND_LIMITS.choices }) ?? [];
  if (choices.length > 0 && (option['autocomplete'] === true || !WITH_CHOICES.includes(type))) {
    form.fail(
      at('choices'),
      'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
      'Choices and autocomplete are mutually exclusive, and only text and number options have choices',
    );
  }
  for (const [index, choice] of choices.entries()) checkChoice(form, [...at('choices'), index], choice, type);
  if (type === OPTION.string) {
    readInteger(form, at('min_length'), option['min_length'], { max: COMMAND_LIMITS.stringLength });
    readInteger(form, at('max_length'), option['max_length'], { min: 1, max: COMMAND_LIMITS.stringLength });
  }
}

function checkChoice(form: Form, path: Path, value: unknown, type: number): void {
  const choice = isObject(value) ? value : {};
  const text = { min: 1, max: COMMAND_LIMITS.choiceText, required: true };
  readText(form, [...path, 'name'], choice['name'], text);
  if (type === OPTION.string) readText(form, [...path, 'value'], choice['value'], text);
  else if (choice['value'] === undefined) required(form, [...path, 'value']);
  else if (typeof choice['value'] !== 'number') {
    form.fail([...path, 'value'], 'NUMBER_TYPE_COERCE', `Value "${String(choice['value'])}" is not a number.`);
  }
}
