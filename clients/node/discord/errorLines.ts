import { isObject, numberAt, textAt } from '../records/foreign.ts';
import { count } from './share.ts';

/** Counts by error code: an object, a Map, or a list of pairs or of `{ code, count }`. */
export type TopErrors = Readonly<Record<string, number>> | ReadonlyMap<string, number> | readonly unknown[];

/** What a field of an embed holds. */
const MOST_CHARACTERS = 1_024;
/** Room for the line that says how many were left out. */
const ROOM = MOST_CHARACTERS - 30;
const MOST_CODE_CHARACTERS = 100;

/** A line a code, the most frequent first, as many as fit into a field. */
export function errorLines(topErrors: TopErrors | null | undefined): string {
  const lines = pairsOf(topErrors)
    .sort(([, a], [, b]) => b - a)
    .map(([code, times]) => `• \`${plain(code)}\`: ${count(times)}`);
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > ROOM) return [...shown, `• … and ${lines.length - shown.length} more`].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}

function pairsOf(topErrors: TopErrors | null | undefined): [string, number][] {
  if (!isObject(topErrors)) return [];
  const pairs =
    topErrors instanceof Map ? [...topErrors] : Array.isArray(topErrors) ? topErrors : Object.entries(topErrors);
  return pairs.map(pairOf).filter((pair) => pair !== null);
}

function pairOf(entry: unknown): [string, number] | null {
  const [code, times] = Array.isArray(entry)
    ? [entry[0], Number(entry[1])]
    : [textAt(entry, 'code') ?? textAt(entry, 'errorCode'), numberAt(entry, 'count')];
  return typeof code === 'string' && code !== '' && typeof times === 'number' && Number.isFinite(times)
    ? [code, times]
    : null;
}

/** Stands between backticks, in one line. */
function plain(code: string): string {
  return [...code.replace(/[`\s]+/g, ' ')].slice(0, MOST_CODE_CHARACTERS).join('');
}
