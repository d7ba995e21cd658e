import type { RESTOptions } from '@discordjs/rest';
import { SECOND } from '../monitor/time.ts';
import type { Counted, RequestTurns } from './requestTurns.ts';

type MakeRequest = RESTOptions['makeRequest'];
type Request = Parameters<MakeRequest>[1];

/** Which client makes the requests: the gateway's answers people, and its requests without a token are those answers. */
export type Client = 'gateway' | 'alerts';

/**
 * Each request has its turn. Answers to interactions need none: Discord does not count them
 * (https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints).
 */
export function inTurn(makeRequest: MakeRequest, turns: RequestTurns, client: Client): MakeRequest {
  return async (url, init) => {
    const counted = countedFor(init, client);
    if (counted === null) return makeRequest(url, init);
    const answered = await turns.next(counted, client === 'gateway', init.signal as AbortSignal | null | undefined);
    const answer = await makeRequest(url, init).finally(answered);
    if (answer.status === 429 && answer.headers.has('x-ratelimit-global')) {
      const seconds = Number(answer.headers.get('retry-after'));
      if (seconds > 0) turns.pause(counted, seconds * SECOND);
    }
    return answer;
  };
}

function countedFor({ headers }: Request, client: Client): Counted | null {
  const hasToken = headers !== undefined && headers !== null && 'Authorization' in headers;
  if (hasToken) return 'bot';
  return client === 'gateway' ? null : 'address';
}
