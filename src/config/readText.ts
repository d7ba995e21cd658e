import { readFileSync, statSync } from 'node:fs';
import { utf8Text } from './utf8Text.ts';

/** Larger than any file of settings. */
const MOST_BYTES = 1_048_576;

/** What a file says, or the code of why nobody can read it: one of the system's, or `NOT_A_FILE`, `TOO_LARGE`, `NOT_UTF8`. */
export type TextRead = { readonly text: string } | { readonly code: string };

/** Reads a file whole. A pipe or a device, which may never end, is none: reading it would hold up the whole program. */
export function readText(path: string, mostBytes = MOST_BYTES): TextRead {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { code: 'EISDIR' };
    if (!stat.isFile()) return { code: 'NOT_A_FILE' };
    if (stat.size > mostBytes) return { code: 'TOO_LARGE' };
    const text = utf8Text(readFileSync(path));
    return text === undefined ? { code: 'NOT_UTF8' } : { text };
  } catch (err) {
    return { code: err instanceof Error && 'code' in err ? String(err.code) : 'UNKNOWN' };
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a folder',
  NOT_A_FILE: 'is not a file, but a pipe or a device',
  TOO_LARGE: 'is too large',
  NOT_UTF8: 'is not written in UTF-8',
};

/** Says of a file why it cannot be read. */
export function unreadWords(code: string): string {
  return WORDS[code] ?? `cannot be read (${code})`;
}
