import type { LocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import type { Pipeline } from '../pipeline/startPipeline.ts';

/** What can be made to go wrong. */
export interface DemoWorld {
  readonly pipeline: Pick<Pipeline, 'setMood'>;
  readonly captchaAi: Pick<LocalCaptchaAi, 'setBalance' | 'setMood'>;
}

export interface Trouble {
  readonly begins: string;
  readonly ends: string;
  readonly lastsSeconds: number;
  readonly begin: (world: DemoWorld) => void;
}

/** By the word that sets them off. */
export const TROUBLES = {
  spike: {
    begins: 'A target site changes its CAPTCHA: solves begin to fail.',
    ends: 'The team fixes its site key: solves work again.',
    lastsSeconds: 43,
    begin: ({ pipeline }) => pipeline.setMood('spike'),
  },
  backlog: {
    begins: 'A big crawl begins: tasks pile up.',
    ends: 'The crawl is over.',
    lastsSeconds: 60,
    begin: ({ pipeline }) => pipeline.setMood('backlog'),
  },
  drain: {
    begins: 'The month was expensive: the balance is nearly used up.',
    ends: 'Somebody tops the balance up.',
    lastsSeconds: 60,
    begin: ({ captchaAi }) => captchaAi.setBalance(8.42),
  },
  quiet: {
    begins: 'A scheduler dies: no results arrive.',
    ends: 'The scheduler is back.',
    lastsSeconds: 75,
    begin: ({ pipeline }) => pipeline.setMood('quiet'),
  },
  outage: {
    begins: 'CaptchaAI does not answer as it should.',
    ends: 'CaptchaAI answers again.',
    lastsSeconds: 60,
    begin: ({ captchaAi }) => captchaAi.setMood('badGateway'),
  },
} as const satisfies Readonly<Record<string, Trouble>>;

export type TroubleName = keyof typeof TROUBLES;
export const TROUBLE_NAMES = Object.keys(TROUBLES) as readonly TroubleName[];

/** A healthy balance; the one that somebody tops up to. */
const HEALTHY_USD = 142.3;

/** Everything is well again. */
export function mend({ pipeline, captchaAi }: DemoWorld): void {
  pipeline.setMood('healthy');
  captchaAi.setMood('healthy');
  captchaAi.setBalance(HEALTHY_USD);
}

export function troubleNamed(text: string): TroubleName | null {
  return TROUBLE_NAMES.find((name) => name === text.trim().toLowerCase()) ?? null;
}
