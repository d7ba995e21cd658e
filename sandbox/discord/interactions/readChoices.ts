import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { COMMAND_LIMITS } from '../limits.ts';
import type { Json } from '../rest/form.ts';
import { createForm, isObject, readList, readText, required } from '../rest/form.ts';

export function readChoices(data: Json): APIApplicationCommandOptionChoice[] {
  const form = createForm();
  const path = ['data', 'choices'];
  const list = readList(form, path, data['choices'], { max: COMMAND_LIMITS.choices, required: true }) ?? [];
  for (const [index, entry] of list.entries()) {
    const choice = isObject(entry) ? entry : {};
    const text = { min: 1, max: COMMAND_LIMITS.choiceText, required: true };
    readText(form, [...path, index, 'name'], choice['name'], text);
    if (choice['value'] === undefined) required(form, [...path, index, 'value']);
    if (typeof choice['value'] === 'string') {
      readText(form, [...path, index, 'value'], choice['value'], { max: COMMAND_LIMITS.choiceText });
    }
  }
  form.throwIfBad();
  return list as APIApplicationCommandOptionChoice[];
}
