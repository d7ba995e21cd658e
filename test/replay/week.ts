import { drawLogNormal } from '../../sandbox/pipeline/draws.ts';
import { mulberry32, type Random } from '../../sandbox/pipeline/mulberry32.ts';
import type { SolveResult } from '../../src/monitor/types.ts';
import { type Conditions, HOUR, MINUTE, NORMAL, type Scene, SECOND, START } from './script.ts';

/** Results a second in the afternoon. */
const BUSIEST = 0.2;
/** Tasks that finish together; where nobody looks closely, more of them and less often. */
const LIVELY_BATCH = 3;
const CALM_BATCH = 12;
const SOLVE_PRICE_MICROS = 3_000;
/** Longer than this the workers do not wait, so a healthy p95 stays below the threshold however few results there are. */
const LONGEST_LATENCY_MS = 100 * SECOND;
const TYPES = ['recaptcha_v2', 'turnstile', 'recaptcha_v3', 'image'] as const;
const USUAL_CODES = [
  'ERROR_CAPTCHA_UNSOLVABLE',
  'ERROR_CAPTCHA_UNSOLVABLE',
  'TIMEOUT',
  'ERROR_PROXY_CONNECTION_FAILED',
] as const;

/** What holds at a moment: the normal day, and over it the scenes that are on, a later one over an earlier. */
export function conditionsAt(at: number, scenes: readonly Scene[]): Conditions {
  const changes = scenes
    .filter(({ from, to }) => at >= from && at < to)
    .map(({ from, to, depth, what: _what, ...scene }) =>
      depth === undefined ? scene : { ...scene, depth: ramp(depth, (at - from) / (to - from)) },
    );
  return Object.assign({}, NORMAL, ...changes) as Conditions;
}

function ramp(depth: number | readonly [number, number], done: number): number {
  if (typeof depth === 'number') return depth;
  const [first, last] = depth;
  return Math.round(first + (last - first) * done);
}

const CALM_STEP = 20 * MINUTE;
const LIVELY_STEP = 30 * SECOND;
const SHORT = 2 * HOUR;
/** Until the longest window of a rule holds only what was finished a few at a time. */
const BEFOREHAND = 6 * MINUTE;

/** Where a week is worth a close look, by all that happens in it. */
export function createPace(scenes: readonly Scene[], deeds: readonly { readonly at: number }[]) {
  // Of a long scene only its beginning and its end.
  const busyTimes = [
    ...scenes.flatMap(({ from, to }) =>
      to - from < SHORT ? [{ from, to }] : [from, to].map((at) => ({ from: at, to: at })),
    ),
    ...deeds.map(({ at }) => ({ from: at, to: at })),
  ];

  /** Whether something happens round that moment, or begins within `ahead`. */
  function isLively(at: number, ahead = MINUTE): boolean {
    return busyTimes.some(({ from, to }) => at >= from - ahead && at < to + 8 * MINUTE);
  }

  return {
    /** When to look again: often where something happens, and never past the moment when that begins. */
    nextLook(at: number): number {
      if (isLively(at)) return at + LIVELY_STEP;
      const next = at + CALM_STEP - (at % CALM_STEP);
      return Math.min(next, ...busyTimes.map(({ from }) => from - MINUTE).filter((begin) => begin > at));
    },
    /** How many tasks finish together. */
    batchAt: (at: number) => (isLively(at, BEFOREHAND) ? LIVELY_BATCH : CALM_BATCH),
  };
}

export type Pace = ReturnType<typeof createPace>;

/** The account that the tasks are paid from. */
export function createAccount(startMicros: number) {
  let balanceMicros = startMicros;
  return {
    balanceMicros: () => balanceMicros,
    spend(micros: number) {
      balanceMicros = Math.max(0, balanceMicros - Math.round(micros));
    },
    topUp(micros: number) {
      balanceMicros += micros;
    },
  };
}

export type Account = ReturnType<typeof createAccount>;

/**
 * Workers that finish tasks all week, a few at a time and fewer at night. What is drawn is when, of which type and how fast; the
 * share that fails is kept to exactly, so that a scene moves it and no chance.
 */
export function createTasks(seed: number, account: Account, pace: Pace, scenes: readonly Scene[]) {
  const random = mulberry32(seed);
  let nextAt = START;
  let owed = 0;

  function finish(at: number, { failing, code, failingType, slowness }: Conditions): SolveResult {
    const broke = account.balanceMicros() <= 0;
    owed += broke ? 1 : failing;
    const captchaType = pick(random, TYPES);
    const isFailingType = captchaType === failingType;
    if (owed < 1 && !isFailingType) {
      account.spend(SOLVE_PRICE_MICROS);
      const latencyMs = drawLatencyMs(random) * slowness;
      return { at, outcome: 'solved', errorCode: null, latencyMs, costMicros: SOLVE_PRICE_MICROS, captchaType };
    }
    if (!isFailingType) owed -= 1;
    const usual = pick(random, USUAL_CODES);
    const errorCode = broke ? 'ERROR_ZERO_BALANCE' : (code ?? usual);
    return { at, outcome: 'failed', errorCode, latencyMs: null, costMicros: null, captchaType };
  }

  return {
    /** The tasks that finished since the last time it was asked. */
    finishedUntil(now: number): SolveResult[] {
      const results: SolveResult[] = [];
      while (nextAt < now) {
        const conditions = conditionsAt(nextAt, scenes);
        const batch = pace.batchAt(nextAt);
        for (let i = 0; i < batch * conditions.load; i += 1) results.push(finish(nextAt, conditions));
        nextAt += Math.floor(((0.5 + random()) * batch * SECOND) / (BUSIEST * dayLoad(nextAt)));
      }
      return results;
    },
    /** The same minutes are lived again. */
    clockWasSetBack(ms: number) {
      nextAt -= ms;
    },
  };
}

/** From a quarter at 03:00 UTC to one at 15:00. */
function dayLoad(at: number): number {
  return 0.625 - 0.375 * Math.cos((2 * Math.PI * (at - 3 * HOUR)) / (24 * HOUR));
}

function drawLatencyMs(random: Random): number {
  return Math.min(Math.round(drawLogNormal(random, 15_000, 60_000)), LONGEST_LATENCY_MS);
}

function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}
