import type { LocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import type { Pipeline } from '../pipeline/startPipeline.ts';
import { ACCOUNT_NAMES, ACCOUNTS, type AccountName, PIPELINE_NAMES, type PipelineName } from './watched.ts';

/** What can be made to go wrong. */
export interface DemoWorld {
  readonly pipelines: Readonly<Record<PipelineName, Pick<Pipeline, 'setMood'>>>;
  readonly accounts: Readonly<Record<AccountName, Pick<LocalCaptchaAi, 'setBalance' | 'setMood'>>>;
}

export interface Trouble {
  /** Names the pipeline or the account that it hits, as `ends` does. */
  readonly begins: string;
  readonly ends: string;
  readonly lastsSeconds: number;
  readonly begin: (world: DemoWorld) => void;
}

/** By the word that sets them off. */
export const TROUBLES = {
  spike: {
    begins: 'A target site of pipeline shop changes its CAPTCHA: solves begin to fail.',
    ends: 'The team fixes the site key of pipeline shop: solves work again.',
    lastsSeconds: 43,
    begin: ({ pipelines }) => pipelines.shop.setMood('spike'),
  },
  backlog: {
    begins: 'A big crawl begins in pipeline tickets: tasks pile up.',
    ends: 'The crawl of pipeline tickets is over.',
    lastsSeconds: 60,
    begin: ({ pipelines }) => pipelines.tickets.setMood('backlog'),
  },
  drain: {
    begins: 'The month was expensive: the balance of account main (shop, tickets) is nearly used up.',
    ends: 'Somebody tops up the balance of account main.',
    lastsSeconds: 60,
    begin: ({ accounts }) => accounts.main.setBalance(8.42),
  },
  quiet: {
    begins: 'The scheduler of pipeline news dies: no results arrive.',
    ends: 'The scheduler of pipeline news is back.',
    lastsSeconds: 75,
    begin: ({ pipelines }) => pipelines.news.setMood('quiet'),
  },
  outage: {
    begins: 'CaptchaAI does not answer account eu (news) as it should.',
    ends: 'CaptchaAI answers account eu again.',
    lastsSeconds: 60,
    begin: ({ accounts }) => accounts.eu.setMood('badGateway'),
  },
} as const satisfies Readonly<Record<string, Trouble>>;

export type TroubleName = keyof typeof TROUBLES;
export const TROUBLE_NAMES = Object.keys(TROUBLES) as readonly TroubleName[];

/** Everything is well again. */
export function mend({ pipelines, accounts }: DemoWorld): void {
  for (const name of PIPELINE_NAMES) pipelines[name].setMood('healthy');
  for (const name of ACCOUNT_NAMES) {
    accounts[name].setMood('healthy');
    accounts[name].setBalance(ACCOUNTS[name].balanceUsd);
  }
}

export function troubleNamed(text: string): TroubleName | null {
  return TROUBLE_NAMES.find((name) => name === text.trim().toLowerCase()) ?? null;
}
