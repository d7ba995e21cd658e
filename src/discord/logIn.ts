import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import { type Client, Events } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { GatewayBot } from './apiForms.ts';
import { closeTrouble, GatewayError } from './readTrouble.ts';

export interface LoginOptions {
  readonly client: Client;
  readonly token: string;
  readonly rest: REST;
  readonly now: () => Millis;
  /** Names who is told when a connection closes. */
  readonly closing: (listener: (code: number) => void) => void;
  readonly readyWithinMs?: Millis;
}

/** A bot in many guilds waits for them up to 15 s; nothing that goes well takes longer than this. */
const READY_WITHIN_MS: Millis = MINUTE;
const ASK_WITHIN_MS: Millis = 15_000;

/**
 * Logs in once. Each login counts against a limit of the day, so Discord is first asked how many are left, by ourselves: the
 * library takes a proxy's 401 for a wrong token. A connection that closes ends it, so that we, and not the library, choose when to try again.
 */
export async function logIn(options: LoginOptions): Promise<void> {
  const { client, token, rest, now, closing, readyWithinMs = READY_WITHIN_MS } = options;
  await mayLogIn(rest, now);
  const { promise: closed, reject } = Promise.withResolvers<never>();
  closing((code) => reject(new GatewayError(closeTrouble(code))));
  const ready = new Promise((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  const login = client.login(token).catch((err: unknown) => {
    throw inTheHandshake(err);
  });
  await within(readyWithinMs, Promise.race([closed, Promise.all([login, ready])]));
}

/** @throws where no login is left, or the answer is not one of Discord's. */
async function mayLogIn(rest: REST, now: () => Millis): Promise<void> {
  const answer = await rest.get(Routes.gatewayBot(), { signal: AbortSignal.timeout(ASK_WITHIN_MS) });
  const { remaining, reset_after: resetAfterMs } = GatewayBot.parse(answer).session_start_limit;
  if (remaining <= 0) throw new GatewayError({ type: 'noLoginsLeft', until: now() + resetAfterMs });
}

/** Whoever answers a WebSocket with a page is told apart from a fault of ours by nothing but the lack of a code. */
function inTheHandshake(err: unknown): unknown {
  const isPlain = err instanceof Error && err.constructor === Error && !('code' in err);
  return isPlain ? new GatewayError({ type: 'notDiscord' }) : err;
}

async function within<T>(ms: Millis, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = sleep(ms, undefined, { signal: ended.signal }).then(() => {
    throw new GatewayError({ type: 'noReady' });
  });
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
