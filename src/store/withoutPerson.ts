import { SOMEONE } from '../monitor/someone.ts';
import type { PersonColumns } from './personColumns.ts';

/** A row as the database has it, by its columns. */
export type Columns = Readonly<Record<string, unknown>>;
type Changed = Readonly<Record<string, string | null>>;

/** The columns of a row that read differently once a person is someone, with what they read then. */
export function withoutPerson(
  row: Columns,
  { actors, texts, messages, places }: PersonColumns,
  userId: string,
): Changed {
  const mine = actors.filter(({ id }) => row[id] === userId);
  const names = mine.flatMap(({ name }) => (name === null ? [] : [row[name]]));
  const after: Record<string, string | null> = {};
  for (const { id, name } of mine) {
    after[id] = SOMEONE.userId;
    if (name !== null) after[name] = SOMEONE.name;
  }
  for (const column of texts) {
    const text = textOf(row, column);
    if (text !== null) after[column] = names.includes(text) ? SOMEONE.name : textWithout(text, userId);
  }
  for (const column of messages) {
    const json = textOf(row, column);
    if (json !== null) after[column] = jsonWithout(json, userId);
  }
  // Where nobody can be written to, nothing can be changed later: the message stays as it is.
  for (const column of places) if (textOf(row, column)?.includes(`"${userId}"`)) after[column] = null;
  return Object.fromEntries(Object.entries(after).filter(([column, value]) => value !== row[column]));
}

function textOf(row: Columns, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}

/** As a mention or by itself, and not as part of a longer id. */
function textWithout(text: string, userId: string): string {
  const id = RegExp.escape(userId);
  return text.replace(new RegExp(`<@!?${id}>|(?<!\\d)${id}(?!\\d)`, 'g'), SOMEONE.userId);
}

/** The same JSON with every actor who is the person replaced; as it was written where none is. */
function jsonWithout(json: string, userId: string): string {
  const before: unknown = JSON.parse(json);
  const after = JSON.stringify(before, (_key, value: unknown) => {
    if (typeof value === 'string') return textWithout(value, userId);
    return isActor(value, userId) ? { ...value, ...SOMEONE } : value;
  });
  return after === JSON.stringify(before) ? json : after;
}

function isActor(value: unknown, userId: string): value is object {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'userId') === userId;
}
