import { type Millis, SECOND } from '../monitor/time.ts';

/** A count as servers write one: a number, or text that is one. Null for anything else: that is not known. */
export function countIn(value: unknown): number | null {
  const number = numberIn(value);
  return number !== null && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? Math.round(number) : null;
}

/** Larger numbers are milliseconds: as seconds they would be more than 3,000 years away. */
const MOST_SECONDS = 1e11;

/** A time as servers write one: seconds or milliseconds since 1970, a date, or text that is one. */
export function timeIn(value: unknown): Millis | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  const number = numberIn(value);
  if (number !== null) return number <= 0 ? null : Math.round(number < MOST_SECONDS ? number * SECOND : number);
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'bigint') return Number(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
