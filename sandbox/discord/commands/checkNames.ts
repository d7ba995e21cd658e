import { COMMAND_LIMITS } from '../limits.ts';
import type { Form, Json, Path } from '../rest/form.ts';
import { isObject, readChoice, readText } from '../rest/form.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );

/** The same rules for commands, subcommands and options. */
export function checkNameAndDescription(form: Form, path: Path, value: Json): void {
  checkName(form, [...path, 'name'], value['name'], true);
  const description = { min: 1, max: COMMAND_LIMITS.description, required: true };
  readText(form, [...path, 'description'], value['description'], description);
  for (const [locale, text] of localizations(form, [...path, 'name_localizations'], value['name_localizations'])) {
    checkName(form, [...path, 'name_localizations', locale], text, false);
  }
  const key = 'description_localizations';
  for (const [locale, text] of localizations(form, [...path, key], value[key])) {
    readText(form, [...path, key, locale], text, { min: 1, max: COMMAND_LIMITS.description });
  }
}

function checkName(form: Form, path: Path, value: unknown, mustBe: boolean): void {
  const name = readText(form, path, value, { min: 1, max: COMMAND_LIMITS.name, required: mustBe });
  if (name === undefined || name === '' || [...name].length > COMMAND_LIMITS.name) return;
  if (NAME.test(name) && name === name.toLowerCase()) return;
  form.fail(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function localizations(form: Form, path: Path, value: unknown): [string, unknown][] {
  const entries = Object.entries(isObject(value) ? value : {});
  for (const [locale] of entries) {
    if (!LOCALES.includes(locale)) readChoice(form, [...path, locale], locale, LOCALES);
  }
  return entries;
}
