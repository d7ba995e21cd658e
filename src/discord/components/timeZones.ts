import { placeOfLetters, TIME_ZONES } from '../../monitor/text/timeZones.ts';
import type { Suggestion } from '../command.ts';

/** A select offers 25 at most: the one that holds, and one for most people of each part of the world. */
const COMMON = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Argentina/Buenos_Aires',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/Warsaw',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Europe/Moscow',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Jakarta',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
];

export function timeZoneChoices(current: string): readonly string[] {
  return COMMON.includes(current) ? COMMON : [current, ...COMMON];
}

/** Zones whose name holds what was typed, with the time that it is there. */
export function suggestTimeZones(typed: string, now: number): readonly Suggestion[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  const place = placeOfLetters(typed);
  const zones = (wanted === '' ? COMMON : TIME_ZONES).filter((zone) =>
    zone.toLowerCase().replaceAll('-', '_').includes(wanted),
  );
  return [...new Set([...(place === null ? [] : [place]), ...zones])]
    .slice(0, 25)
    .map((zone) => ({ name: `${zone} (${clock(now, zone)})`, value: zone }));
}

function clock(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}
