import { accessSync, constants, lstatSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ENGLISH } from '../../discord/words/language.ts';
import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import { type Inspection, inspectFile } from '../../store/inspect.ts';
import { inspectPostgres } from '../../store/inspectPostgres.ts';
import { toStoreOpenError } from '../../store/openError.ts';
import { filesOpenToOthers } from '../../store/ownerOnly.ts';
import { isPostgresUrl, postgresName } from '../../store/postgresUrl.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Database');

const MIB = 1_048_576;
/** A year of results takes about as much. */
const LITTLE_SPACE = 512 * MIB;
/** SQLite needs room for its log beside the file. */
const NO_SPACE = 32 * MIB;

export interface DatabaseReport {
  readonly findings: readonly Finding[];
  /** What servers chose; null: it could not be read. */
  readonly guilds: readonly StoredGuild[] | null;
}

/** Looks whether the database can be used, and changes nothing. */
export async function checkDatabase(location: string): Promise<DatabaseReport> {
  try {
    return isPostgresUrl(location) ? await checkPostgres(location) : await checkFile(location);
  } catch (err) {
    // What keeps a file from being looked at keeps it from being opened.
    const { message } = isPostgresUrl(location) && err instanceof Error ? err : toStoreOpenError(location, err);
    return { findings: [say.failure(message)], guilds: null };
  }
}

async function checkPostgres(url: string): Promise<DatabaseReport> {
  const inspection = await inspectPostgres(url);
  return { findings: [judgeInspection(`PostgreSQL ${postgresName(url)}`, inspection)], guilds: guildsIn(inspection) };
}

async function checkFile(file: string): Promise<DatabaseReport> {
  const inspection = await inspectFile(file);
  const folder = existingFolder(file);
  const findings = [
    judgeInspection(file, inspection),
    ...judgeWritable(file, inspection, folder),
    ...judgePrivate(file),
    judgeSpace(freeBytes(folder)),
  ];
  return { findings, guilds: guildsIn(inspection) };
}

function judgeInspection(file: string, inspection: Inspection): Finding {
  if (inspection.state === 'absent') return say.ok(`${file} does not exist yet; the first start creates it.`);
  if (inspection.state === 'behind')
    return say.ok(`${file} is of an older version; the next start brings it up to date.`);
  return say.ok(`${file} is undamaged and up to date.`);
}

/** Beside the file SQLite makes others, so the folder must be writable too. */
function judgeWritable(file: string, { state }: Inspection, folder: string): readonly Finding[] {
  if (!statSync(folder).isDirectory()) {
    return [
      say.failure(`${file} cannot be created, because ${folder} is not a folder: set DATABASE_FILE to another file.`),
    ];
  }
  const needed = state === 'absent' ? [folder] : [folder, file];
  return needed
    .filter((path) => !isWritable(path))
    .map((path) =>
      say.failure(`this user may not write ${path}: change its owner, or set DATABASE_FILE to another file.`),
    );
}

function judgePrivate(file: string): readonly Finding[] {
  return filesOpenToOthers(file).map((path) =>
    say.warning(`other users of this machine may read ${path}: the next start changes that, or run chmod 600 on it.`),
  );
}

export function judgeSpace(bytes: number): Finding {
  const free = `${ENGLISH.count(Math.floor(bytes / MIB))} MiB are free on its disk`;
  if (bytes < NO_SPACE) return say.failure(`${free}: free some space, or set DATABASE_FILE to a file on another disk.`);
  if (bytes < LITTLE_SPACE) return say.warning(`${free}: free some space before it is full.`);
  return say.ok(`${free}.`);
}

function guildsIn(inspection: Inspection): readonly StoredGuild[] | null {
  if (inspection.state === 'absent') return [];
  return inspection.state === 'current' ? inspection.guilds : null;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The folder of the file or, where it is still to be made, the nearest that there is. */
function existingFolder(file: string): string {
  let folder = dirname(resolve(file));
  // A link that leads nowhere is there, and no folder can be made in its place.
  while (lstatSync(folder, { throwIfNoEntry: false }) === undefined && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
