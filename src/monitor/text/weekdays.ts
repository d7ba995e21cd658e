import { WEEKDAYS } from './untilTime.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;
const GROUPS: readonly (readonly [name: RegExp, days: readonly number[]])[] = [
  [/^(?:daily|all|every\s?day|all\s?days)$/, EVERY_DAY],
  [/^(?:weekdays?|working\s?days?|workdays?)$/, [1, 2, 3, 4, 5]],
  [/^weekends?$/, [6, 7]],
];
const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** As many days in a row are written as one range. */
const LEAST_OF_RANGE = 3;

/** The weekdays that a text such as `mon-fri`, `sat, sun`, `weekend` or `daily` names, Monday is 1; null if it names none. */
export function parseWeekdays(text: string): readonly number[] | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/\s*(?:,|;|&|\+|\band\b)\s*/)
    .map(daysOf);
  if (parts.some((days) => days === null)) return null;
  const named = new Set(parts.flatMap((days) => days ?? []));
  return EVERY_DAY.filter((day) => named.has(day));
}

/** Days as they are typed: `mon-fri`, `sat,sun`, `daily`. */
export function weekdaysText(days: readonly number[]): string {
  if (days.length === EVERY_DAY.length) return 'daily';
  return runsOf(days)
    .map((run) => run.map((day) => SHORT[day - 1]).join('-'))
    .join(',');
}

/** Days as runs: of a range its first and its last, of any other the one day. */
export function runsOf(days: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0] ?? 1, run.at(-1) ?? 1];
    return run.length < LEAST_OF_RANGE ? run.map((day) => [day]) : [[first, last]];
  });
}

function daysOf(part: string): readonly number[] | null {
  const group = GROUPS.find(([name]) => name.test(part));
  if (group !== undefined) return group[1];
  const ends = part.split(/\s*(?:-|–|\bto\b)\s*/).map(weekdayNamed);
  const [first, last = first] = ends;
  if (first == null || last == null || ends.length > 2) return null;
  const length = (last - first + 7) % 7;
  return Array.from({ length: length + 1 }, (_, i) => ((first - 1 + i) % 7) + 1);
}

/** Monday is 1. Its name and nothing behind it. */
function weekdayNamed(text: string): number | null {
  const day = text.replace(/days$/, 'day');
  const index = WEEKDAYS.findIndex((weekday) => weekday.exec(day)?.[0] === day);
  return index === -1 ? null : index + 1;
}
