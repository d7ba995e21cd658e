import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { Millis } from '../time.ts';

/** What is known of our own calls to CaptchaAI, and the hash of the key that they were made with. */
export interface StoredProviderHealth extends Omit<ProviderHealth, 'ownNetworkDown' | 'threads'> {
  readonly keyHash: string;
}

/** What our own calls to CaptchaAI brought lately. */
export interface ProviderHealthStore {
  load(pipeline: string): Promise<StoredProviderHealth | null>;
  /** Another key is used from now on: nothing is known of it, and the readings of its account begin at `keySince`. */
  begin(pipeline: string, keyHash: string, keySince: Millis): Promise<void>;
  save(pipeline: string, keyHash: string, health: Omit<StoredProviderHealth, 'keyHash'>): Promise<void>;
}
