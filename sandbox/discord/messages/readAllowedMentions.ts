import { MENTION_IDS } from '../limits.ts';
import type { Form, Path } from '../rest/form.ts';
import { isObject, readChoice, readList } from '../rest/form.ts';
import { isSnowflake } from '../snowflake.ts';

export type MentionKind = 'users' | 'roles' | 'everyone';

export interface AllowedMentions {
  readonly parse: readonly MentionKind[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

const KINDS: readonly MentionKind[] = ['roles', 'users', 'everyone'];

export function readAllowedMentions(form: Form, path: Path, value: unknown): AllowedMentions | undefined {
  if (!isObject(value)) return undefined;
  const parse = (readList(form, [...path, 'parse'], value['parse'], { max: KINDS.length }) ?? []).flatMap(
    (kind, index) => readChoice(form, [...path, 'parse', index], kind, KINDS) ?? [],
  );
  const mentions = {
    parse,
    users: readIds(form, [...path, 'users'], value['users']),
    roles: readIds(form, [...path, 'roles'], value['roles']),
  };
  for (const kind of ['roles', 'users'] as const) {
    if (!parse.includes(kind) || mentions[kind].length === 0) continue;
    form.fail(
      path,
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    );
  }
  return mentions;
}

function readIds(form: Form, path: Path, value: unknown): string[] {
  const ids = readList(form, path, value, { max: MENTION_IDS }) ?? [];
  const seen = new Set<unknown>();
  for (const [index, id] of ids.entries()) {
    if (!isSnowflake(id)) {
      form.fail([...path, index], 'NUMBER_TYPE_COERCE', `Value "${String(id)}" is not snowflake.`);
    } else if (seen.has(id)) {
      form.fail(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
    }
    seen.add(id);
  }
  return ids.filter(isSnowflake);
}
