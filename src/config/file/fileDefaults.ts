import type { Noise } from '../../monitor/delivery/noise.ts';
import type { ThreadMode } from '../../monitor/delivery/threads.ts';
import type { Thresholds } from '../../monitor/types.ts';
import type { AccountConfig } from '../accountConfig.ts';
import type { QueueConfig } from '../queueSettings.ts';

/** What holds where the file says nothing. */
export interface FileDefaults {
  readonly captchaAi: Pick<AccountConfig['captchaAi'], 'baseUrl' | 'pollMs' | 'threadsProbe'>;
  readonly thresholds: Thresholds;
  /** The queue of the settings: it belongs to the first pipeline. */
  readonly queue: QueueConfig | null;
  readonly noise: Noise;
  readonly threads: ThreadMode;
  /** Of Discord: its webhooks begin with it. */
  readonly apiUrl: string | null;
  /** A secret by its name, or why it cannot be read; null where it is not set. */
  readonly secretCalled: (name: string) => { readonly value: string } | { readonly problem: string } | null;
}
