/** Of the account and the pipeline that settings alone describe, and of those in databases from before there were names. */
export const DEFAULT_NAME = 'default';

/** An account with CaptchaAI, and the pipelines that spend from it. */
export interface Account {
  readonly name: string;
  /** At least one. */
  readonly pipelines: readonly string[];
  /** Whether its balance says what is left, which it does unless said otherwise; not on a thread plan. */
  readonly hasBalance?: boolean;
}
