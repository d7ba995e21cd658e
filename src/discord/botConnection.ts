import type { Logger } from '../log.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Gateway } from './gateway.ts';
import { type FinalTrouble, type GatewayTrouble, isFinal, troubleWords } from './gatewayTrouble.ts';
import { gatewayTrouble } from './readTrouble.ts';

export interface BotConnectionOptions {
  /** A new connection, not yet started; it says when Discord closes it for good. */
  readonly open: (onClosed: (trouble: GatewayTrouble) => void) => Gateway;
  readonly onConnected: (gateway: Gateway) => Promise<void>;
  /** Discord's last word, at each look again: whoever was not told yet can be told then. */
  readonly onFinal: (trouble: FinalTrouble) => Promise<void>;
  /** The next run should come at once. */
  readonly soon: () => void;
  readonly log: Logger;
  readonly now: () => Millis;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

const FIRST_RETRY_MS: Millis = 5_000;
/** Each login counts against a limit of the day: at this pace there are fewer than 300. */
const LONGEST_RETRY_MS: Millis = 5 * MINUTE;
/** What ends before a login costs nothing. */
const LONGEST_FREE_RETRY_MS: Millis = 30_000;
const FREE: ReadonlySet<GatewayTrouble['type']> = new Set(['unreachable', 'late', 'fault', 'certificate']);
/** A refused token is asked about once more, so much later, before it is believed. */
const CONFIRM_MS: Millis = 10_000;
const WATCH_MS: Millis = 5_000;
const LOOK_AGAIN_MS: Millis = MINUTE;
/** The library connects again by itself; where it has not by then, it is begun anew. */
const ANEW_AFTER_MS: Millis = 3 * MINUTE;
/** Discord asks every bot to connect anew now and then: that is no trouble yet. */
const BREAK_MS: Millis = 15_000;

/** Keeps the bot connected: logs in, watches, and tries again for as long as Discord has not said its last word. */
export function createBotConnection(options: BotConnectionOptions) {
  const { log, now, elapsed } = options;
  let gateway: Gateway | null = null;
  /** One that is still logging in. */
  let opening: Gateway | null = null;
  let trouble: GatewayTrouble | null = null;
  let isOver = false;
  let tries = 0;
  let readyAt = elapsed();

  function note(next: GatewayTrouble, err: unknown): void {
    const why = troubleWords(next);
    const isNews = trouble === null || troubleWords(trouble) !== why;
    trouble = next;
    if (!isNews) return;
    log[isFinal(next) ? 'error' : 'warn']({ why, ...(err === null ? {} : { err }) }, 'not connected to Discord');
  }

  async function drop(): Promise<void> {
    const last = [gateway, opening];
    gateway = null;
    opening = null;
    await Promise.all(last.map((each) => each?.stop()));
  }

  async function logIn(): Promise<Millis> {
    const next = options.open((closed) => {
      note(closed, null);
      isOver ||= isFinal(closed);
      void drop();
      options.soon();
    });
    opening = next;
    try {
      await next.start();
    } catch (err) {
      await drop();
      return failed(gatewayTrouble(err), err);
    }
    opening = null;
    gateway = next;
    trouble = null;
    tries = 0;
    readyAt = elapsed();
    await options.onConnected(next);
    return WATCH_MS;
  }

  function failed(next: GatewayTrouble, err: unknown): Millis {
    // A close is the gateway's own word; an answer to a question may have been that of a moment.
    const isConfirmed = isFinal(next) && (trouble?.type === next.type || next.type === 'intentsRefused');
    note(next, err);
    isOver = isConfirmed;
    if (isOver) return 0;
    if (isFinal(next)) return CONFIRM_MS;
    tries += 1;
    return restAfter(next);
  }

  function restAfter(next: GatewayTrouble): Millis {
    const longest = FREE.has(next.type) ? LONGEST_FREE_RETRY_MS : LONGEST_RETRY_MS;
    const restMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 10), longest);
    if (next.type === 'noLoginsLeft') return Math.min(Math.max(FIRST_RETRY_MS, next.until - now()), LONGEST_RETRY_MS);
    return next.type === 'rateLimited' ? Math.max(restMs, next.afterMs ?? LOOK_AGAIN_MS) : restMs;
  }

  async function watch(current: Gateway): Promise<Millis> {
    if (current.isReady()) readyAt = elapsed();
    if (elapsed() - readyAt < ANEW_AFTER_MS) return WATCH_MS;
    note({ type: 'noReady' }, null);
    await drop();
    return FIRST_RETRY_MS;
  }

  return {
    async run(): Promise<Millis> {
      if (isOver && trouble !== null && isFinal(trouble)) {
        await options.onFinal(trouble);
        return LOOK_AGAIN_MS;
      }
      return gateway === null ? logIn() : watch(gateway);
    },
    gateway: () => gateway,
    /** Discord has said that the token is none: there is no bot any more. */
    isTokenRefused: () => isOver && trouble?.type === 'tokenRefused',
    /** Why the bot is not connected; null: it is. */
    why(): string | null {
      if (gateway !== null && (gateway.isReady() || elapsed() - readyAt < BREAK_MS)) return null;
      return `the bot is not connected to Discord${trouble === null ? '' : `: ${troubleWords(trouble)}`}`;
    },
    stop: drop,
  };
}
