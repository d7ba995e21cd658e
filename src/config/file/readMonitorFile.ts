import { readText, unreadWords } from '../readText.ts';
import type { FileDefaults } from './fileDefaults.ts';
import { type ParsedFile, parseFile } from './parseFile.ts';
import { referencesIn } from './references.ts';
import { type FileContent, toAccounts } from './toAccounts.ts';

/** What a file says, or what is wrong with it: each problem with the file's name, line and column before it. */
export type MonitorFileRead =
  | { readonly content: FileContent; readonly problems: readonly [] }
  | { readonly content: null; readonly problems: readonly string[] };

/** Reads the file that `MONITOR_FILE` names. */
export function readMonitorFile(path: string, defaults: FileDefaults): MonitorFileRead {
  const read = readText(path);
  // What it names may be a secret that was set in the wrong place.
  if ('code' in read) return failed([`MONITOR_FILE names a file that ${unreadWords(read.code)}.`]);
  const parsed: ParsedFile = parseFile(read.text);
  if (parsed.file === null) return failed(parsed.problems.map((problem) => `${path}:${problem}`));
  const content = toAccounts(parsed.file, parsed.problemAt, defaults);
  return content.problems.length > 0
    ? failed(content.problems.map((problem) => `${path}:${problem}`))
    : { content, problems: [] };
}

/** The names that the file refers to; none where it cannot be read. */
export function namesInMonitorFile(path: string | undefined): readonly string[] {
  const read = path === undefined ? null : readText(path);
  return read === null || 'code' in read ? [] : referencesIn(read.text);
}

function failed(problems: readonly string[]): MonitorFileRead {
  return { content: null, problems };
}
