import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { GatewayInfo } from './gatewayInfo.ts';
import { closeTrouble, GatewayError } from './readTrouble.ts';

export interface LoginOptions {
  readonly client: Client;
  readonly token: string;
  readonly info: GatewayInfo;
  readonly now: () => Millis;
  /** Sets the function that is called when a connection closes. */
  readonly closing: (listener: (code: number) => void) => void;
  /** It waits for its turn to identify: that time does not count. */
  readonly isWaiting: () => boolean;
  readonly readyWithinMs?: Millis;
}

/** A bot in many guilds waits for them up to 15 s; nothing that goes well takes longer than this. */
const READY_WITHIN_MS: Millis = MINUTE;

/**
 * Logs in once. Each login counts against a limit of the day, so Discord is first asked how many are left. A connection that closes ends it, so that we, and not the library, choose when to try again.
 */
export async function logIn(options: LoginOptions): Promise<void> {
  const { client, token, info, now, closing, isWaiting, readyWithinMs = READY_WITHIN_MS } = options;
  await mayLogIn(info, now);
  const { promise: closed, reject } = Promise.withResolvers<never>();
  closing((code) => reject(new GatewayError(closeTrouble(code))));
  const ready = new Promise((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  const login = client.login(token).catch((err: unknown) => {
    throw inTheHandshake(err);
  });
  await within(readyWithinMs, isWaiting, Promise.race([closed, Promise.all([login, ready])]));
}

/** @throws where no login is left, or the answer is not one of Discord's. */
async function mayLogIn(info: GatewayInfo, now: () => Millis): Promise<void> {
  const { loginsLeft, moreLoginsInMs } = await info.read();
  if (loginsLeft <= 0) throw new GatewayError({ type: 'noLoginsLeft', until: now() + moreLoginsInMs });
}

/** A page in answer to a WebSocket differs from a fault of ours only by the lack of a code. */
function inTheHandshake(err: unknown): unknown {
  const isPlain = err instanceof Error && err.constructor === Error && !('code' in err);
  return isPlain ? new GatewayError({ type: 'notDiscord' }) : err;
}

async function within<T>(ms: Millis, isWaiting: () => boolean, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const lateness = async (): Promise<never> => {
    do await sleep(ms, undefined, { signal: ended.signal });
    while (isWaiting());
    throw new GatewayError({ type: 'noReady' });
  };
  const late = lateness();
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
