import type { Logger } from '../log.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import type { Notifications } from '../store/notifications.ts';
import { createLoop } from './loop.ts';
import type { Signals } from './signals.ts';

interface WakeUpsOptions {
  /** Null: no other process can use the database. */
  readonly notifications: Pick<Notifications, 'send' | 'connect'> | null;
  readonly signals: Signals;
  readonly log: Logger;
}

/** Results that stream in raise a signal with each flush; it is passed on at most this often. */
const GAP_MS: Millis = 100;
/** How often the connection is checked. */
const LOOK_MS: Millis = 5 * SECOND;

/**
 * Raises the signals of this process in all others, and theirs here, so that no work waits for the next poll. Nothing depends on it: every
 * loop also polls.
 */
export function createWakeUps({ notifications, signals, log }: WakeUpsOptions) {
  const names = Object.keys(signals).filter((name): name is keyof Signals => name in signals);
  const waiting = new Set<keyof Signals>();
  const unlisten: (() => void)[] = [];
  let gap: NodeJS.Timeout | null = null;
  let isHearing = false;
  let isTrouble = false;

  function note(err: unknown): void {
    if (!isTrouble) log.warn({ err }, 'LISTEN and NOTIFY do not work: processes poll for new work instead');
    isTrouble = true;
  }

  function say(name: keyof Signals): void {
    // What was heard is not said again.
    if (isHearing) return;
    waiting.add(name);
    if (gap === null) sayAll();
  }

  function sayAll(): void {
    gap = null;
    if (waiting.size === 0) return;
    const word = [...waiting].join();
    waiting.clear();
    gap = setTimeout(sayAll, GAP_MS);
    notifications?.send(word).catch(note);
  }

  function hear(word: string): void {
    const heard = word.split(',');
    isHearing = true;
    for (const name of names) if (heard.includes(name)) signals[name].raise();
    isHearing = false;
  }

  async function connect(): Promise<Millis> {
    // What was said before it listened was not heard.
    if (!(await notifications?.connect(hear))) return LOOK_MS;
    isTrouble = false;
    hear(names.join());
    return LOOK_MS;
  }

  const loop = createLoop({ run: connect, retryMs: LOOK_MS, onError: note });
  return {
    start(): void {
      if (notifications === null) return;
      for (const name of names) unlisten.push(signals[name].listen(() => say(name)));
      loop.start();
    },
    async stop(): Promise<void> {
      for (const end of unlisten) end();
      if (gap !== null) clearTimeout(gap);
      await loop.stop();
    },
  };
}
