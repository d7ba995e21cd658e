import { setTimeout as sleep } from 'node:timers/promises';
import { tooManyRequests } from './rest/tooManyRequests.ts';

interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface FaultMatch {
  readonly method?: string;
  /** Against the decoded path without `/api/v10`: an exact string or an expression. */
  readonly path?: RegExp | string;
  readonly when?: (request: FaultRequest) => boolean;
  /** How often it strikes; until cleared when left out. */
  readonly times?: number;
}

interface FaultHandle {
  readonly hits: number;
  clear(): void;
}

interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A moment to wait for: milliseconds, or whatever the test resolves. */
type Wait = number | Promise<unknown>;

export type FaultEffect =
  | { readonly kind: 'answer'; readonly answer: FaultAnswer }
  | { readonly kind: 'delay'; readonly stored: boolean; readonly wait: () => Promise<unknown> }
  | { readonly kind: 'cut'; readonly stored: boolean; readonly how: 'reset' | 'end' }
  | { readonly kind: 'stall' }
  | { readonly kind: 'truncate' }
  | { readonly kind: 'swap'; readonly answer: FaultAnswer };

/** Scripted misbehaviour of the REST side. "Stored" means that Discord did what was asked before things went wrong. */
export interface Faults {
  /** Body: an object is sent as JSON, text as HTML. */
  status(match: FaultMatch, status: number, body?: object | string, headers?: Record<string, string>): FaultHandle;
  rateLimited(
    match: FaultMatch,
    answer: { retryAfterMs: number; scope?: 'user' | 'global' | 'shared'; code?: number },
  ): FaultHandle;
  /** The 429 of a banned address: neither Retry-After nor any other rate-limit header. */
  banned(match: FaultMatch): FaultHandle;
  delayBefore(match: FaultMatch, wait: Wait): FaultHandle;
  delayAfterStored(match: FaultMatch, wait: Wait): FaultHandle;
  resetBefore(match: FaultMatch): FaultHandle;
  resetAfterStored(match: FaultMatch): FaultHandle;
  /** Closes the connection politely (FIN) and without an answer. */
  endBefore(match: FaultMatch): FaultHandle;
  endAfterStored(match: FaultMatch): FaultHandle;
  /** Stored; headers are sent, the body never comes. */
  stallBody(match: FaultMatch): FaultHandle;
  /** Stored; half of the body is sent, then the connection breaks. */
  truncateBody(match: FaultMatch): FaultHandle;
  /** Stored; something in between answers in Discord's place. */
  swapAnswer(match: FaultMatch, status: number, body: object | string): FaultHandle;
  clear(): void;
}

const BAN = {
  code: 0,
  message: 'You are being blocked from accessing our API temporarily due to exceeding our rate limits frequently.',
};

interface ActiveFault {
  readonly name: string;
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  hits: number;
}

export interface FaultScript {
  readonly faults: Faults;
  /** The faults that strike this request, counted as hits. */
  strike(request: FaultRequest): { name: string; effect: FaultEffect }[];
}

export function createFaults(): FaultScript {
  const active = new Set<ActiveFault>();

  function add(name: string, match: FaultMatch, effect: FaultEffect): FaultHandle {
    const fault: ActiveFault = { name, match, effect, hits: 0 };
    active.add(fault);
    return {
      get hits() {
        return fault.hits;
      },
      clear: () => {
        active.delete(fault);
      },
    };
  }

  return {
    faults: { ...answers(add), ...connectionFaults(add), clear: () => active.clear() },
    strike(request) {
      const struck = [...active].filter((fault) => fits(fault, request));
      for (const fault of struck) fault.hits++;
      return struck;
    },
  };
}

type Add = (name: string, match: FaultMatch, effect: FaultEffect) => FaultHandle;

function answers(add: Add): Pick<Faults, 'status' | 'rateLimited' | 'banned'> {
  return {
    status: (match, status, body, headers) =>
      add(`status ${status}`, match, { kind: 'answer', answer: answer(status, body, headers) }),
    rateLimited: (match, { retryAfterMs, scope = 'user', code }) => {
      const { status, body, headers } = tooManyRequests({ retryAfterMs, scope, ...(code !== undefined && { code }) });
      return add(`429 ${scope}`, match, { kind: 'answer', answer: answer(status, body, headers) });
    },
    banned: (match) => add('429 banned', match, { kind: 'answer', answer: answer(429, BAN) }),
  };
}

function connectionFaults(add: Add): Omit<Faults, 'status' | 'rateLimited' | 'banned' | 'clear'> {
  const cut = (stored: boolean, how: 'reset' | 'end') => (match: FaultMatch) =>
    add(`${how} ${stored ? 'after storing' : 'before'}`, match, { kind: 'cut', stored, how });
  const delay = (stored: boolean) => (match: FaultMatch, wait: Wait) =>
    add(`delay ${stored ? 'after storing' : 'before'}`, match, {
      kind: 'delay',
      stored,
      wait: () => (typeof wait === 'number' ? sleep(wait, undefined, { ref: false }) : wait),
    });
  return {
    delayBefore: delay(false),
    delayAfterStored: delay(true),
    resetBefore: cut(false, 'reset'),
    resetAfterStored: cut(true, 'reset'),
    endBefore: cut(false, 'end'),
    endAfterStored: cut(true, 'end'),
    stallBody: (match) => add('stalled body', match, { kind: 'stall' }),
    swapAnswer: (match, status, body) =>
      add(`swapped for ${status}`, match, { kind: 'swap', answer: answer(status, body) }),
    truncateBody: (match) => add('truncated body', match, { kind: 'truncate' }),
  };
}

function fits({ match, hits }: ActiveFault, request: FaultRequest): boolean {
  if (match.times !== undefined && hits >= match.times) return false;
  if (match.method !== undefined && match.method !== request.method) return false;
  if (typeof match.path === 'string' && match.path !== request.path) return false;
  if (match.path instanceof RegExp && !match.path.test(request.path)) return false;
  return match.when?.(request) ?? true;
}

function answer(status: number, body: object | string = '', headers: Record<string, string> = {}): FaultAnswer {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/html; charset=UTF-8' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
