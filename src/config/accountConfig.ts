import type { WebhookAddress } from '../discord/webhookUrl.ts';
import type { Account } from '../monitor/accounts/account.ts';
import type { Millis } from '../monitor/time.ts';
import type { SeenPipeline, Thresholds } from '../monitor/types.ts';
import type { QueueConfig } from './queueSettings.ts';

/** An account, and how it is asked. */
export interface AccountConfig extends Account {
  readonly captchaAi: {
    readonly apiKey: string;
    readonly baseUrl: string;
    readonly pollMs: Millis;
    /** Whether the account is asked for its threads too. */
    readonly threadsProbe: boolean;
  };
}

export interface PipelineConfig {
  readonly name: string;
  readonly account: string;
  readonly ingestToken: string;
  /** The servers that see it; null: all. */
  readonly guildIds: readonly string[] | null;
  /** The process-wide ones, with its own over them. */
  readonly thresholds: Thresholds;
  /** The queue that the monitor reads itself; null: none. */
  readonly queue: QueueConfig | null;
  /** Where the guild that it belongs to is notified of this pipeline; null: at its own place. */
  readonly webhook: WebhookAddress | null;
  readonly links: SeenPipeline['links'] & {};
  readonly notes: SeenPipeline['notes'] & {};
}
