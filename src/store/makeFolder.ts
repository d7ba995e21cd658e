import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes the folder of a file, and those above it that are missing. One at a time: `mkdir` with `recursive` never comes back from
 * a place such as `/proc/x/y`, where the system says of a folder that is there that it is not.
 */
export function makeFolderOf(file: string): void {
  const missing: string[] = [];
  let folder = dirname(resolve(file));
  for (; !isThere(folder); folder = dirname(folder)) missing.push(folder);
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  for (const each of missing.reverse()) makeFolder(each);
}

function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}

/** Another process may have made it meanwhile. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (err) {
    if (!isThere(folder)) throw err;
  }
}
