import { scaleLinear } from 'd3-scale';
import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { LONGEST_BY_CLOCK_MS } from './formats.ts';
import { isDrawn } from './letters.ts';

/** What an axis of values shows, and where its labels stand; the first one and the last one at its ends. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** The number of steps that d3 aims at. With more, the large labels would not fit side by side. */
const STEPS = 3;
/** With so few steps there are never more labels than this. */
const MOST_LABELS = 5;

/** An axis from zero, or from a round number below the lowest value, to a round top. A low plot has room for fewer labels. */
export function axisUpTo(highest: number, { lowest = 0, most = MOST_LABELS } = {}): Range {
  const bottom = Math.min(0, lowest);
  const scale = scaleLinear([bottom, highest > bottom ? highest : bottom + 1], []).nice(STEPS);
  const [min = 0, max = 1] = scale.domain();
  return { min, max, ticks: thinned(scale.ticks(STEPS), most) };
}

/** Every label, or every second or third one, so that those at the ends stay and no more than `most` are left. */
function thinned(ticks: readonly number[], most: number): readonly number[] {
  const steps = ticks.length - 1;
  const every = ticks.keys().find((n) => n > 0 && steps % n === 0 && steps / n < most) ?? steps;
  return ticks.filter((_, i) => i % every === 0);
}

// d3's ticks of times know the zone of this machine and UTC, and no other one.
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
  // Two marks within one day would have the same name.
  const shortest = to - from > LONGEST_BY_CLOCK_MS ? DAY : 0;
  const steps = TICK_STEPS.filter((each) => each >= shortest && (to - from) / each <= MOST_TICKS);
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
