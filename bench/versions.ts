import { fileURLToPath } from 'node:url';

/** The folder of this version. */
export const HERE = fileURLToPath(new URL('..', import.meta.url));

/** The versions that a bench compares, in turns: that in the folder `BEFORE`, where that is set, and this one. */
export function versionsToCompare(): readonly (readonly [name: string, folder: string])[] {
  const before = process.env['BEFORE'];
  return [...(before === undefined ? [] : [['before', before] as const]), ['now', HERE]];
}
