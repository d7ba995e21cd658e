import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { isDrawn } from './letters.ts';

/** An axis from zero, or from the lowest value below it, to a round top, with a mark at each third or half of its longer side. */
export function axisUpTo(highest: number, lowest = 0) {
  const reach = roundUp(Math.max(highest, -lowest));
  const leading = Math.round((reach / 10 ** Math.floor(Math.log10(reach) + 1e-9)) * 10);
  const interval = leading % 15 === 0 ? reach / 3 : reach / 2;
  if (lowest >= 0) return { min: 0, max: reach, interval };
  const marks = (value: number) => Math.ceil(value / interval - 1e-9);
  return { min: -interval * marks(-lowest), max: interval * Math.max(1, marks(highest)), interval };
}

/** The next round number: the top of an axis, so that its marks are round too. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => value / power <= each + 1e-9) ?? 10;
  return step * power;
}

const TICK_STEPS: readonly Millis[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 7, 14, 30, 61, 92].map((n) => n * DAY),
];
const MOST_TICKS = 6;

/** Round local times for the marks of a time axis: at most six, and so few that they have room. */
export function timeTicks(
  from: Millis,
  to: Millis,
  timeZone: string,
  hasRoom: (ticks: readonly Millis[]) => boolean = () => true,
): readonly Millis[] {
  const steps = TICK_STEPS.filter((each) => (to - from) / each <= MOST_TICKS);
  for (const step of [...steps, Math.ceil((to - from) / MOST_TICKS)]) {
    const ticks = ticksOf(step, from, to, timeZone);
    if (hasRoom(ticks)) return ticks;
  }
  return [];
}

function ticksOf(step: Millis, from: Millis, to: Millis, timeZone: string): readonly Millis[] {
  const ticks: Millis[] = [];
  for (let wall = Math.ceil(wallOf(from, timeZone) / step) * step; ; wall += step) {
    const at = instantOf(wall, timeZone);
    if (at > to) return ticks;
    // An hour that clocks leave out is none twice.
    if (at >= from && at > (ticks.at(-1) ?? Number.NEGATIVE_INFINITY)) ticks.push(at);
  }
}

/** What clocks show, as if they stood in UTC. */
function wallOf(at: Millis, timeZone: string): Millis {
  return at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
}

function instantOf(wall: Millis, timeZone: string): Millis {
  const shown = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  return shown.toZonedDateTime(timeZone).epochMilliseconds;
}

/** Text from outside for a picture: one line, no control characters, at most so many code points. */
export function plain(text: string, most: number): string {
  const points = [
    ...text
      .toWellFormed()
      .replace(/[\s\p{Cc}\p{Cn}\p{Co}\p{Bidi_Control}{}|]+/gu, ' ')
      .trim(),
  ].map((letter) => (isDrawn(letter) ? letter : '?'));
  const shown = points.length <= most ? points.join('') : `${points.slice(0, most - 1).join('')}…`;
  // zrender keeps the widths of texts in a plain object, where `__proto__` would break every later chart; a space at the end is not seen.
  return shown in Object.prototype ? `${shown} ` : shown;
}
