/** Two shares that differ by less are the same one, rounded. */
const ROUNDING = 0.006;

/**
 * A rate as a share of 1. It may be given as 0.225 or as 22.5: where the counts say which, they decide, and else the
 * size does.
 */
export function asShare(rate: number, counted: number | null): number {
  if (counted !== null) {
    if (Math.abs(rate - counted) < ROUNDING) return rate;
    if (Math.abs(rate / 100 - counted) < ROUNDING) return rate / 100;
  }
  return rate > 1 ? rate / 100 : rate;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

export function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

export function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
