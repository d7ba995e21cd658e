import { didYouMean, nearestName } from '../monitor/text/nearest.ts';
import { SETTINGS } from './readSettings.ts';
import { SECRET_FILES } from './secretFiles.ts';

const KNOWN: readonly string[] = [...SETTINGS, ...SECRET_FILES];

/** `DISCORD`, `ERRORS` and so on: what the names of our settings begin with. */
const BEGINNINGS: ReadonlySet<string> = new Set(SETTINGS.map(beginningOf));

/**
 * A sentence for each name that was probably meant to be one of our settings. The file `.env` is ours: there every name that begins
 * like one counts. In the environment a name is other people's business, unless it comes near a setting that is not set.
 */
export function unknownSettings(
  environment: Readonly<Record<string, string | undefined>>,
  inFile: readonly string[],
  /** Names that the file of `MONITOR_FILE` refers to. */
  referred: readonly string[] = [],
): readonly string[] {
  const known = [...KNOWN, ...referred, ...referred.map((name) => `${name}_FILE`)];
  const isSet = (name: string) => (environment[name] ?? '').trim() !== '';
  const unknown = Object.keys(environment).filter((name) => !known.includes(name) && isSet(name));
  return unknown.sort().flatMap((name) => {
    const guess = nearestName(name, KNOWN);
    const isMeant = inFile.includes(name)
      ? guess !== null || BEGINNINGS.has(beginningOf(name))
      : guess !== null && name.includes('_') && !isSet(guess);
    return isMeant ? [`${name} is not a setting.${didYouMean(guess)}`] : [];
  });
}

function beginningOf(name: string): string {
  return name.toUpperCase().split('_', 1)[0] ?? '';
}
