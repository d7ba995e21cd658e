import { dollarsOf } from '../monitor/text/money.ts';
import type { Millis } from '../monitor/time.ts';
import { DAY } from '../monitor/time.ts';
import type { MicroUsd } from '../monitor/types.ts';

/** How one language writes numbers, money and times. Short forms such as `1.2K` are for axes only. */
export interface Formats {
  /** `1.2K`; small values with their digits. */
  compact(value: number): string;
  /** `$1.2K` */
  dollars(value: number): string;
  /** `15%` of a value from 0 to 100. */
  percent(value: number): string;
  /** `12,450` */
  count(value: number): string;
  /** `12.0` */
  oneDecimal(value: number): string;
  /** `12.0%` of a value from 0 to 100. */
  share(percent: number): string;
  /** `$142.30`, whole cents only, as in the messages. */
  money(micros: MicroUsd): string;
  /** Time of day in a short span, else the day. */
  time(spanMs: Millis, timeZone: string): (at: Millis) => string;
  /** `24 Nov` of a day as YYYY-MM-DD. */
  day(date: string): string;
}

/** The times of a longer span are named by their days. */
export const LONGEST_BY_CLOCK_MS: Millis = 2 * DAY;

const kept = new Map<string, Formats>();

/** Making them takes longer than drawing a line, and there are only as many as languages. */
export function formatsOf(locale: string): Formats {
  const known = kept.get(locale);
  if (known !== undefined) return known;
  const made = createFormats(locale);
  kept.set(locale, made);
  return made;
}

function createFormats(locale: string): Formats {
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, { useGrouping: 'always', ...options });
    return (value: number) => spaced(format.format(value));
  };
  const money = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const short = { notation: 'compact', maximumFractionDigits: 1 } as const;
  const few = { minimumFractionDigits: 0, maximumFractionDigits: 2 } as const;
  const bySize = (small: (value: number) => string, large: (value: number) => string) => (value: number) =>
    Math.abs(value) < 100 ? small(value) : large(value);
  const whole = numbers({ maximumFractionDigits: 0 });
  const cents = numbers(money);
  const parts = numbers({ style: 'percent', maximumFractionDigits: 1 });
  const shares = numbers({ style: 'percent', ...oneDigit });
  const days = dates(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    compact: bySize(numbers(few), numbers(short)),
    dollars: bySize(numbers({ ...money, ...few }), numbers({ ...money, ...short, minimumFractionDigits: 0 })),
    percent: (value) => parts(value / 100),
    count: whole,
    oneDecimal: numbers(oneDigit),
    share: (percent) => shares(percent / 100),
    money: (micros) => cents(dollarsOf(micros)),
    time: (spanMs, timeZone) =>
      dates(
        locale,
        spanMs <= LONGEST_BY_CLOCK_MS
          ? { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
          : { timeZone, day: 'numeric', month: 'short' },
      ),
    day: (date) => days(Date.parse(date)),
  };
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): (at: Millis) => string {
  const format = new Intl.DateTimeFormat(locale, options);
  return (at) => spaced(format.format(at));
}

/** The font has no narrow space. */
function spaced(text: string): string {
  return text.replaceAll('\u202f', '\u00a0');
}
