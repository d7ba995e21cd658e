import type { Reader } from '../kinds/reader.ts';
import type { Account } from './account.ts';

/** An account that is watched, and how it is read. */
export interface WatchedAccount {
  readonly account: Account;
  readonly reader: Reader;
}
