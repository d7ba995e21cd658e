import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this version. */
export const HERE = fileURLToPath(new URL('..', import.meta.url));

/** The versions that a bench compares, in turns: those in the folders of `BEFORE`, separated by commas, where that is set, and this one. */
export function versionsToCompare(): readonly (readonly [name: string, folder: string])[] {
  const folders = process.env['BEFORE']?.split(',') ?? [];
  const nameOf = (folder: string) => (folders.length === 1 ? 'before' : basename(folder));
  return [...folders.map((folder) => [nameOf(folder), folder] as const), ['now', HERE]];
}
