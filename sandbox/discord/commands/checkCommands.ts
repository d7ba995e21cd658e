import { COMMAND_LIMITS } from '../limits.ts';
import type { Form, Json, Path } from '../rest/form.ts';
import { isObject, readChoice, readList, readText } from '../rest/form.ts';
import { checkNameAndDescription } from './checkNames.ts';
import { checkOptions } from './checkOptions.ts';
import { commandSize } from './commandSize.ts';

export const COMMAND_TYPE = { chatInput: 1, user: 2, message: 3, entryPoint: 4 } as const;

/** Faults are reported under the path of the command: its index in a list, or nothing. */
export function checkCommand(form: Form, path: Path, value: unknown): void {
  const command: Json = isObject(value) ? value : {};
  const at = (key: string) => [...path, key];
  const type = readChoice(form, at('type'), command['type'] ?? COMMAND_TYPE.chatInput, Object.values(COMMAND_TYPE));
  if (type === COMMAND_TYPE.chatInput) {
    checkNameAndDescription(form, path, command);
    checkOptions(form, at('options'), command['options'], 'command');
  } else {
    readText(form, at('name'), command['name'], { min: 1, max: COMMAND_LIMITS.name, required: true });
    if (command['description']) {
      form.fail(
        at('description'),
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION',
        'Context menu commands cannot have description',
      );
    }
  }
  checkPermissions(form, at('default_member_permissions'), command['default_member_permissions']);
  for (const [key, choices] of [
    ['contexts', [0, 1, 2]],
    ['integration_types', [0, 1]],
  ] as const) {
    const list = readList(form, at(key), command[key], { max: choices.length }) ?? [];
    for (const [index, entry] of list.entries()) readChoice<unknown>(form, [...at(key), index], entry, choices);
  }
  if (commandSize(command) > COMMAND_LIMITS.size) {
    form.fail(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${COMMAND_LIMITS.size})`);
  }
}

/** A decimal string, as clients send it, or a number, as the specification says. */
function checkPermissions(form: Form, path: Path, value: unknown): void {
  if (value === undefined || value === null || /^\d+$/.test(String(value))) return;
  form.fail(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
}
