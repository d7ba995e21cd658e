/** The accounts of the demo. One pays as it goes, the other has a plan with threads. */
export const ACCOUNTS = {
  main: { plan: 'balance', balanceUsd: 142.3 },
  eu: { plan: 'threads', balanceUsd: 0 },
} as const;

/** The pipelines of the demo, each with its load. Each has a channel of its name. */
export const PIPELINES = {
  shop: { account: 'main', resultsPerSecond: 5, seed: 7 },
  tickets: { account: 'main', resultsPerSecond: 4, seed: 17 },
  news: { account: 'eu', resultsPerSecond: 4, seed: 27 },
} as const;

export type AccountName = keyof typeof ACCOUNTS;
export type PipelineName = keyof typeof PIPELINES;

export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as readonly AccountName[];
export const PIPELINE_NAMES = Object.keys(PIPELINES) as readonly PipelineName[];
