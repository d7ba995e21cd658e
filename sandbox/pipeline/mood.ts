import { CAPTCHA_TYPES } from './captchaTypes.ts';

export type PipelineMood = 'healthy' | 'spike' | 'backlog' | 'quiet';

interface ErrorShare {
  readonly code: string;
  readonly share: number;
}

export interface MoodTraits {
  /** How many times as many tasks fail as on a healthy day. */
  readonly failureFactor: number;
  readonly errors: readonly [ErrorShare, ...ErrorShare[]];
  /** Finished tasks, as a share of the usual rate. */
  readonly load: number;
  /** The depth that the queue drifts towards. */
  readonly restingDepth: number;
  readonly activeWorkers: number;
}

const SPIKE_FAILURE_RATE = 0.225;
const HEALTHY_FAILURE_RATE = CAPTCHA_TYPES.reduce((sum, { share, successRate }) => sum + share * (1 - successRate), 0);

const HEALTHY: MoodTraits = {
  failureFactor: 1,
  errors: [
    { code: 'ERROR_CAPTCHA_UNSOLVABLE', share: 0.6 },
    { code: 'TIMEOUT', share: 0.22 },
    { code: 'ERROR_PROXY_CONNECTION_FAILED', share: 0.1 },
    { code: 'ERROR_BAD_TOKEN_OR_PAGEURL', share: 0.05 },
    { code: 'ERROR_NO_SLOT_AVAILABLE', share: 0.03 },
  ],
  load: 1,
  restingDepth: 12,
  activeWorkers: 12,
};

export const MOODS: Readonly<Record<PipelineMood, MoodTraits>> = {
  healthy: HEALTHY,
  spike: {
    ...HEALTHY,
    failureFactor: SPIKE_FAILURE_RATE / HEALTHY_FAILURE_RATE,
    errors: [
      { code: 'ERROR_CAPTCHA_UNSOLVABLE', share: 2 / 3 },
      { code: 'TIMEOUT', share: 1 / 3 },
    ],
    restingDepth: 35,
  },
  // Most workers are gone: what is left finishes a third of the usual, and the rest waits.
  backlog: { ...HEALTHY, load: 1 / 3, restingDepth: 400, activeWorkers: 4 },
  // No new tasks, as after a scheduler has died: no results, and nothing waits either.
  quiet: { ...HEALTHY, load: 0, restingDepth: 0 },
};
