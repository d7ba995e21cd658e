import { formatDuration } from '../../monitor/text/duration.ts';
import { dollarsOf } from '../../monitor/text/money.ts';
import type { Millis } from '../../monitor/time.ts';
import type { MicroUsd } from '../../monitor/types.ts';
import { en } from './en/index.ts';
import type { Counted } from './plural.ts';
import type { Words } from './words.ts';

/** One language: its words, and how it writes numbers. */
export interface Language {
  /** As Discord names it, such as `pt-BR`. */
  readonly locale: string;
  readonly words: Words;
  /** `12,450` */
  count(n: number): string;
  /** A number of things, for a text that has forms for it. */
  counted(n: number): Counted;
  /** `1,000.5`, with the decimals that it has. */
  number(n: number): string;
  /** `$8.42`. Cut, not rounded: $9.999 is below a threshold of $10.00 and must not read as if it were not. */
  usd(micros: MicroUsd): string;
  /** `22.5%` of a share from 0 to 1. */
  percent(share: number): string;
  /** `+8.0%` of a share from 0 to 1, with its sign. */
  change(share: number): string;
  /** `+1.3`, with its sign. */
  signed(n: number): string;
  /** `22.4s` */
  seconds(ms: Millis): string;
  /** `3 h 5 min` */
  duration(ms: Millis): string;
  /** `one, two` */
  list(items: readonly string[]): string;
}

export function createLanguage(locale: string, words: Words): Language {
  // Some locales group only from 10,000 on.
  const grouped = { useGrouping: 'always' } as const;
  const whole = new Intl.NumberFormat(locale, { ...grouped, maximumFractionDigits: 0 });
  const any = new Intl.NumberFormat(locale, { ...grouped, maximumFractionDigits: 2 });
  const dollars = new Intl.NumberFormat(locale, {
    ...grouped,
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  });
  const oneDigit = { ...grouped, minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const shares = new Intl.NumberFormat(locale, { style: 'percent', ...oneDigit });
  const changes = new Intl.NumberFormat(locale, { style: 'percent', ...oneDigit, signDisplay: 'exceptZero' });
  const signed = new Intl.NumberFormat(locale, { ...oneDigit, signDisplay: 'exceptZero' });
  const oneDecimal = new Intl.NumberFormat(locale, oneDigit);
  return {
    locale,
    words,
    count: (n) => whole.format(n),
    // The form goes by the number that is read.
    counted: (n) => ({ n: Math.round(n), text: whole.format(n) }),
    number: (n) => any.format(n),
    usd: (micros) => dollars.format(dollarsOf(micros)),
    percent: (share) => shares.format(share),
    change: (share) => changes.format(share),
    signed: (n) => signed.format(n),
    seconds: (ms) => `${oneDecimal.format(ms / 1000)}${words.units.second}`,
    duration: (ms) => formatDuration(ms, words.units),
    list: (items) => items.join(words.units.separator),
  };
}

export const ENGLISH: Language = createLanguage('en-US', en);
