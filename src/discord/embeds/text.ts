import { MICROS_PER_USD, type MicroUsd, type Millis } from '../../monitor/types.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const FIELD_VALUE_LIMIT = 1_024;

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const USD = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `12,450` */
export function count(n: number): string {
  return WHOLE.format(n);
}

/** `$8.42`. Cut, not rounded: $9.999 is below a threshold of $10.00 and must not read as if it were not. */
export function usd(micros: MicroUsd): string {
  return USD.format(Math.trunc(micros / (MICROS_PER_USD / 100)) / 100);
}

/** `22.5%` of a share from 0 to 1. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** `22.4s` */
export function seconds(ms: Millis): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

/** A time that each reader sees in their own zone: `R` relative, `t` time of day, `f` date and time. */
export function when(at: Millis, style: 'R' | 't' | 'f'): string {
  return `<t:${Math.floor(at / 1000)}:${style}>`;
}

/** Text from outside as inline code, which nothing in it can leave: no formatting, no link, no mention. */
export function inlineCode(text: string): string {
  const safe = text.replace(/\s+/g, ' ').replaceAll('`', 'ˋ').trim();
  return `\`${safe === '' ? ' ' : safe}\``;
}

/** As many whole lines as fit, and how many did not. */
export function clipLines(lines: readonly string[], limit: number): string {
  const all = lines.join('\n');
  if (all.length <= limit) return all;
  let kept = '';
  for (const [index, line] of lines.entries()) {
    const rest = `and ${lines.length - index} more`;
    if (kept.length + line.length + 1 + `and ${lines.length} more`.length > limit) return `${kept}${rest}`;
    kept += `${line}\n`;
  }
  return kept;
}
