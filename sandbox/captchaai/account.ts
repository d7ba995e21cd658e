export interface Threads {
  readonly total: number;
  readonly working: number;
}

/** The account behind the key, as far as a monitor can see it. */
export interface Account {
  balanceUsd: number;
  threads: Threads;
}

/** The balance as the service writes it: a bare decimal without trailing zeros or the dust of float arithmetic. */
export function decimal(usd: number): string {
  return String(Number(usd.toFixed(5)));
}
