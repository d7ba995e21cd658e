import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { Millis } from '../time.ts';
import type { MicroUsd } from '../types.ts';

/** Everything that the next call to CaptchaAI has to know of those before it, whichever process makes it. */
export interface PollState extends ProviderHealth {
  /** An account that does not tell its threads is not asked for them before. */
  readonly askThreadsFrom: Millis | null;
  /** A balance that jumped and was not kept: the next answer tells whether it is true. */
  readonly unconfirmedMicros: MicroUsd | null;
}

/** With the hash of the key that the calls were made with. */
export interface StoredPollState extends PollState {
  readonly keyHash: string;
}

/** What our own calls to CaptchaAI brought lately. */
export interface ProviderHealthStore {
  load(account: string): Promise<StoredPollState | null>;
  /** Another key is used from now on: nothing is known of it, and the readings of its account begin at `keySince`. */
  begin(account: string, keyHash: string, keySince: Millis): Promise<void>;
  save(account: string, keyHash: string, state: PollState): Promise<void>;
}
