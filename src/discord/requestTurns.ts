import { type Millis, SECOND } from '../monitor/time.ts';
import { createRequestRate } from './requestRate.ts';

/** Where more wait, nothing new is begun that could wait just as well. */
const FEW = 4;

/**
 * Callers call a request off before that. Where one could not, the process stood still, and what it was about to send may be another's by now: a
 * delivery is taken for 90 s.
 */
const LONGEST_WAIT_MS: Millis = 30 * SECOND;

/** Whom Discord counts a request for. */
export type Counted = 'bot' | 'address';

/** It did not leave: its time was over while it waited for its turn. The code is that of a connection that was not made. */
export class NoTurnError extends Error {
  override readonly name = 'NoTurnError';
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
}

/** To be called when the answer to a request has come, or none will. */
export type Answered = () => void;

interface Waiting {
  readonly go: (answered: Answered) => void;
  readonly isFirst: boolean;
}

export interface TurnOptions {
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly after: (ms: Millis, work: () => void) => void;
}

/** The turns of all requests of this process, whichever client makes them: what people wait for comes first, and alerts in their order. */
export function createRequestTurns({ elapsed, after }: TurnOptions) {
  const lines = { bot: createLine({ elapsed, after }), address: createLine({ elapsed, after }) };

  return {
    /** Resolves when a request may leave. @throws NoTurnError where it is called off before. */
    next: (counted: Counted, isFirst: boolean, signal?: AbortSignal | null) => lines[counted].next(isFirst, signal),
    /** Resolves when what is begun now would leave soon. */
    async room(): Promise<void> {
      for (const line of [lines.bot, lines.address]) await line.room();
    },
    /** Discord refused one for that limit: nothing leaves for so long. */
    pause: (counted: Counted, ms: Millis) => lines[counted].pause(ms),
    /** Of what Discord allows, so many a second are this process's for so long. */
    allow(perSecond: number, forMs: Millis): void {
      for (const line of [lines.bot, lines.address]) line.allow(perSecond, forMs);
    },
  };
}

export type RequestTurns = ReturnType<typeof createRequestTurns>;

function createLine({ elapsed, after }: TurnOptions) {
  const rate = createRequestRate(elapsed);
  let waiting: Waiting[] = [];
  const roomFor: (() => void)[] = [];
  let isTimed = false;

  function letGo(): void {
    while (waiting.length > 0 && rate.waitMs() <= 0) waiting.shift()?.go(rate.begin());
    if (waiting.length < FEW) for (const go of roomFor.splice(0)) go();
    if (waiting.length === 0 || isTimed) return;
    isTimed = true;
    after(Math.max(1, Math.ceil(rate.waitMs())), () => {
      isTimed = false;
      letGo();
    });
  }

  function join(one: Waiting): void {
    const behind = one.isFirst ? waiting.findIndex(({ isFirst }) => !isFirst) : -1;
    waiting = behind === -1 ? [...waiting, one] : waiting.toSpliced(behind, 0, one);
    letGo();
  }

  return {
    next(isFirst: boolean, signal?: AbortSignal | null): Promise<Answered> {
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting = waiting.filter((other) => other !== one);
          reject(new NoTurnError('It waited too long for its turn', { cause: signal?.reason }));
        };
        const askedAt = elapsed();
        const go = (answered: Answered) => {
          signal?.removeEventListener('abort', leave);
          if (elapsed() - askedAt <= LONGEST_WAIT_MS) return resolve(answered);
          answered();
          reject(new NoTurnError('The process stood still while it waited for its turn'));
        };
        const one: Waiting = { go, isFirst };
        if (signal?.aborted) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        join(one);
      });
    },
    room: () =>
      waiting.length < FEW
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            roomFor.push(resolve);
          }),
    pause: rate.pause,
    allow(perSecond: number, forMs: Millis): void {
      rate.allow(perSecond, forMs);
      letGo();
    },
  };
}
