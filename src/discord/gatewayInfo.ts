import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { type Millis, SECOND } from '../monitor/time.ts';
import { GatewayBot } from './apiForms.ts';

/** What Discord says before a login. */
export interface GatewayFacts {
  /** How many shards it recommends. */
  readonly shards: number;
  /** How many of them may identify at once. */
  readonly maxConcurrency: number;
  readonly loginsLeft: number;
  /** In how many milliseconds there are more. */
  readonly moreLoginsInMs: Millis;
}

const ASK_WITHIN_MS: Millis = 15 * SECOND;
/** A second question for the same reason is not sent to Discord again. */
const FRESH_MS: Millis = 3 * SECOND;

/** What Discord says before a login, asked by ourselves: the library takes a proxy's 401 for a wrong token. */
export function createGatewayInfo(rest: REST, elapsed: () => Millis) {
  let last: { readonly at: Millis; readonly facts: Promise<GatewayFacts> } | null = null;

  async function ask(): Promise<GatewayFacts> {
    const answer = await rest.get(Routes.gatewayBot(), { signal: AbortSignal.timeout(ASK_WITHIN_MS) });
    const { shards, session_start_limit: limit } = GatewayBot.parse(answer);
    return {
      shards,
      maxConcurrency: limit.max_concurrency,
      loginsLeft: limit.remaining,
      moreLoginsInMs: limit.reset_after,
    };
  }

  return {
    /** @throws where the answer is not one of Discord's, or none comes. */
    read(): Promise<GatewayFacts> {
      if (last !== null && elapsed() - last.at < FRESH_MS) return last.facts;
      const facts = ask();
      last = { at: elapsed(), facts };
      // What failed is asked again.
      facts.catch(() => {
        last = null;
      });
      return facts;
    },
  };
}

export type GatewayInfo = ReturnType<typeof createGatewayInfo>;
