import type { Json } from '../rest/form.ts';
import { isObject } from '../rest/form.ts';

/** Characters of all names, descriptions and choice values; of each translated text the longest counts. */
export function commandSize(value: unknown): number {
  if (!isObject(value)) return 0;
  const own = longest(value, 'name') + longest(value, 'description') + choiceValue(value);
  const inner = [value['options'], value['choices']].flatMap((list) => (Array.isArray(list) ? list : []));
  return own + inner.reduce((sum: number, entry) => sum + commandSize(entry), 0);
}

function longest(value: Json, key: 'name' | 'description'): number {
  const translations = value[`${key}_localizations`];
  const texts = [value[key], ...Object.values(isObject(translations) ? translations : {})];
  return Math.max(...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
}

function choiceValue(value: Json): number {
  return typeof value['value'] === 'string' ? value['value'].length : 0;
}
