import { timeZoneNamed } from './calendar.ts';
import { nearestName } from './nearest.ts';

/** Intl lists these places by the names that they had before. */
const NEW_NAMES = [
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Yangon',
  'Asia/Ho_Chi_Minh',
  'Europe/Kyiv',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Atlantic/Faroe',
];

/** Every zone that has a name of a place, and UTC. */
export const TIME_ZONES: readonly string[] = ['UTC', ...NEW_NAMES, ...Intl.supportedValuesOf('timeZone')];

/** Where the clocks show what people call so; most of these letters are used elsewhere too. */
const PLACES_OF_LETTERS: Readonly<Record<string, string>> = {
  gmt: 'UTC',
  uct: 'UTC',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  met: 'Europe/Berlin',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  msk: 'Europe/Moscow',
  est: 'America/New_York',
  edt: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  hst: 'Pacific/Honolulu',
  brt: 'America/Sao_Paulo',
  ist: 'Asia/Kolkata',
  sgt: 'Asia/Singapore',
  prc: 'Asia/Shanghai',
  roc: 'Asia/Taipei',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  rok: 'Asia/Seoul',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
};

/** `CET`, `PST8PDT`: no name of a place is so short. */
const LETTERS = /^[a-z]{3}(?:\d[a-z]{3})?$/i;

const byCity: ReadonlyMap<string, string> = new Map(
  TIME_ZONES.toReversed().map((zone) => [keyOf(zone.split('/').at(-1) ?? ''), zone]),
);
const byName: ReadonlyMap<string, string> = new Map(TIME_ZONES.map((zone) => [keyOf(zone), zone]));

/** A time zone as it is written, by its name or that of its city, however these are typed; null for anything else. */
export function timeZoneCalled(text: string): string | null {
  const named = byName.get(keyOf(text)) ?? byCity.get(keyOf(text));
  if (named !== undefined) return named;
  return LETTERS.test(text.trim()) ? null : timeZoneNamed(text.trim().replaceAll(' ', '_'));
}

/** Why a text names no time zone, and the one that was probably meant. */
export function whyNoTimeZone(text: string): { readonly isLetters: boolean; readonly guess: string | null } {
  const place = placeOfLetters(text);
  if (place !== null || LETTERS.test(text.trim())) return { isLetters: true, guess: place };
  const near = nearestName(text, [...TIME_ZONES, ...byCity.keys()]);
  return { isLetters: false, guess: near === null ? null : (byCity.get(near) ?? near) };
}

/** A place of the zone that letters such as `CET` or `PST8PDT` stand for; null where we know of none. */
export function placeOfLetters(text: string): string | null {
  const letters = text
    .trim()
    .toLowerCase()
    .replace(/\d[a-z]{3}$/, '');
  return Object.hasOwn(PLACES_OF_LETTERS, letters) ? (PLACES_OF_LETTERS[letters] ?? null) : null;
}

function keyOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
}
