import type { ProviderFailure } from '../accounts/providerFailure.ts';
import type { MicroUsd } from '../types.ts';

export type BalanceAnswer =
  | { readonly ok: true; readonly balanceMicros: MicroUsd }
  | { readonly ok: false; readonly failure: ProviderFailure };

export interface BalanceSource {
  getBalance(): Promise<BalanceAnswer>;
}

/** `unsupported`: the account does not tell, or not in a form that we know. */
export type ThreadsAnswer =
  | { readonly ok: true; readonly busy: number; readonly total: number }
  | { readonly ok: false; readonly failure: ProviderFailure }
  | { readonly ok: false; readonly unsupported: true };

export interface ThreadsSource {
  getThreads(): Promise<ThreadsAnswer>;
}
