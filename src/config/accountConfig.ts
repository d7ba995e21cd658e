import type { Account } from '../monitor/accounts/account.ts';
import type { Millis } from '../monitor/time.ts';
import type { AlertKind, Limits } from '../monitor/types.ts';

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
  readonly limits: Limits;
  /** Up to three a kind. */
  readonly links: Readonly<{ [K in AlertKind]?: readonly Link[] | undefined }>;
  /** The operator's own sentence about a kind. */
  readonly notes: Readonly<{ [K in AlertKind]?: string | undefined }>;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}
