import { ALERT_KINDS } from '../../monitor/types.ts';
import { namedSecretsIn } from '../../redaction/namedSecrets.ts';
import { referencesIn } from './references.ts';
import type { MonitorFile } from './schema.ts';
import type { Path, Say } from './secretAt.ts';

type Shown = Pick<MonitorFile, 'links' | 'notes'>;

/** Shorter ones could be a part of any word. */
const SHORTEST_SECRET = 8;

/** Refuses what everybody in the channel would see: a secret in a link or a note, and the name of one, which stays as it is. */
export function checkShownTexts(file: MonitorFile, secrets: readonly string[], say: Say): void {
  const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
  for (const [path, shown] of shownIn(file)) {
    for (const [place, text] of textsIn(path, shown)) {
      const [name] = referencesIn(text);
      if (name !== undefined)
        say(place, `names ${name}, which is not put in here: everybody who sees the alert could read it.`);
      else if (namedSecretsIn(text).length > 0 || long.some((secret) => holds(text, secret)))
        say(place, 'holds a secret, which everybody who sees the alert could read.');
    }
  }
}

/** As it is, or as an address has it. */
function holds(text: string, secret: string): boolean {
  return text.includes(secret) || text.includes(encodeURIComponent(secret));
}

function shownIn({ links, notes, pipelines }: MonitorFile): readonly (readonly [Path, Shown])[] {
  return [
    [[], { links, notes }],
    ...Object.entries(pipelines).map(([name, own]): [Path, Shown] => [['pipelines', name], own]),
  ];
}

function textsIn(path: Path, { links, notes }: Shown): readonly (readonly [Path, string])[] {
  return ALERT_KINDS.flatMap((kind) => {
    const ofLinks = (links?.[kind] ?? []).flatMap(({ label, url }, n): [Path, string][] => [
      [[...path, 'links', kind, n, 'label'], label],
      [[...path, 'links', kind, n, 'url'], url],
    ]);
    const note = notes?.[kind];
    return note === undefined ? ofLinks : [...ofLinks, [[...path, 'notes', kind], note] as const];
  });
}
