import type { Logger } from '../log.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Gateway } from './gateway.ts';
import type { FinalTrouble, GatewayTrouble } from './gatewayTrouble.ts';
import { createLoginTrouble } from './loginTrouble.ts';
import { gatewayTrouble } from './readTrouble.ts';
import { FIRST_RETRY_MS } from './retryPause.ts';

export interface BotConnectionOptions {
  /** A new connection, not yet started, once what it needs is loaded; it says when Discord closes it for good. */
  readonly open: (onClosed: (trouble: GatewayTrouble) => void) => Promise<Gateway>;
  readonly onConnected: (gateway: Gateway) => Promise<void>;
  /** Called every minute after Discord refused the bot for good, so that guilds which were not notified yet can be notified then. */
  readonly onFinal: (trouble: FinalTrouble) => Promise<void>;
  /** The next run should come at once. */
  readonly soon: () => void;
  readonly log: Logger;
  readonly now: () => Millis;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

const LOOK_AGAIN_MS: Millis = MINUTE;
const WATCH_MS: Millis = 5_000;
/** The library reconnects by itself. If it has not done so by then, we open a new connection. */
const ANEW_AFTER_MS: Millis = 3 * MINUTE;
/** Now and then Discord asks every bot to reconnect. A gap of this length is normal. */
const BREAK_MS: Millis = 15_000;

/** Keeps the bot connected: logs in, watches, and tries again until Discord refuses the bot for good. */
export function createBotConnection(options: BotConnectionOptions) {
  const { elapsed } = options;
  const trouble = createLoginTrouble(options.log, options.now);
  let gateway: Gateway | null = null;
  /** One that is still logging in. */
  let opening: Gateway | null = null;
  let readyAt = elapsed();
  /** Discord takes no shard of so many: only with more of them can it connect. */
  let isRefused = false;
  let isStopped = false;

  async function drop(): Promise<void> {
    const last = [gateway, opening];
    gateway = null;
    opening = null;
    await Promise.all(last.map((each) => each?.stop()));
  }

  function onClosed(closed: GatewayTrouble): void {
    trouble.closed(closed);
    isRefused ||= closed.type === 'shardingRequired';
    void drop();
    options.soon();
  }

  async function logIn(): Promise<Millis> {
    // What a bot needs may have to be loaded.
    const next = await options.open(onClosed);
    if (isStopped) {
      await next.stop();
      return WATCH_MS;
    }
    opening = next;
    try {
      await next.start();
    } catch (err) {
      // It was stopped meanwhile, and nobody waits for it.
      if (opening !== next) return WATCH_MS;
      await drop();
      const why = gatewayTrouble(err);
      isRefused ||= why.type === 'shardingRequired';
      if (isRefused) options.soon();
      return trouble.failed(why, err);
    }
    if (opening !== next) {
      await next.stop();
      return WATCH_MS;
    }
    opening = null;
    gateway = next;
    trouble.succeeded();
    readyAt = elapsed();
    await options.onConnected(next);
    return WATCH_MS;
  }

  async function watch(current: Gateway): Promise<Millis> {
    if (current.isReady() || current.isWaiting()) readyAt = elapsed();
    if (elapsed() - readyAt < ANEW_AFTER_MS) return WATCH_MS;
    trouble.note({ type: 'noReady' });
    await drop();
    return FIRST_RETRY_MS;
  }

  async function lookAgain(last: FinalTrouble): Promise<Millis> {
    await options.onFinal(last);
    return LOOK_AGAIN_MS;
  }

  return {
    async run(): Promise<Millis> {
      const last = trouble.final();
      if (last !== null) return lookAgain(last);
      if (isRefused) return LOOK_AGAIN_MS;
      return gateway === null ? logIn() : watch(gateway);
    },
    gateway: () => gateway,
    isConnected: () => gateway?.isReady() === true,
    /** Discord wants more shards than the connection is one of. */
    isRefused: () => isRefused,
    /** Discord refused the bot for good. */
    isOver: () => trouble.final() !== null,
    /** Discord refused the token, so there is no bot. */
    isTokenRefused: () => trouble.final()?.type === 'tokenRefused',
    /** Why the bot is not connected; null: it is. */
    why(): string | null {
      if (gateway !== null && (gateway.isReady() || elapsed() - readyAt < BREAK_MS)) return null;
      return notConnected(trouble.words());
    },
    stop(): Promise<void> {
      isStopped = true;
      return drop();
    },
  };
}

export function notConnected(why: string | null): string {
  return `the bot is not connected to Discord${why === null ? '' : `: ${why}`}`;
}

export type BotConnection = ReturnType<typeof createBotConnection>;
