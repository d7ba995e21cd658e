import type { APIEmbedField } from 'discord-api-types/v10';
import type { CameAndWent } from '../../monitor/alerts/flapping.ts';
import type { Millis } from '../../monitor/time.ts';
import type { AlertKind } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { clockOrDate, dateTime } from './text.ts';

/** How often a kind fired and recovered, as a sentence. */
export function flappingWords(kind: AlertKind, { times, since }: CameAndWent, { words, counted }: Language): string {
  return words.noise.flapping.intro({ kind: words.kinds[kind], times: counted(times), since: dateTime(since) });
}

/** On an alert and on its end. */
export function flappingFields(flapping: CameAndWent | undefined, { words, counted }: Language): APIEmbedField[] {
  if (flapping === undefined) return [];
  const { field, value } = words.noise.flapping;
  return [{ name: field, value: value({ times: counted(flapping.times), since: dateTime(flapping.since) }) }];
}

/** The same as a part of a line. */
export function flappingParts(
  flapping: CameAndWent | null | undefined,
  now: Millis,
  { words, counted }: Language,
): string[] {
  if (flapping == null) return [];
  const { status } = words.noise.flapping;
  return [status({ times: counted(flapping.times), since: clockOrDate(flapping.since, now) })];
}
