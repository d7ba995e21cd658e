import type { SolveResult } from '../../src/monitor/types.ts';
import { drawLogNormal } from '../../sandbox/pipeline/draws.ts';
import { mulberry32, type Random } from '../../sandbox/pipeline/mulberry32.ts';
import { type Conditions, HOUR, MINUTE, NORMAL, on, SCENES, SECOND } from './script.ts';

const SOLVE_PRICE_MICROS = 3_000;
/** Longer than this the workers do not wait, so a healthy p95 stays below the limit however few results there are. */
const LONGEST_LATENCY_MS = 100 * SECOND;
const TYPES = ['recaptcha_v2', 'turnstile', 'recaptcha_v3', 'image'] as const;
const USUAL_CODES = ['ERROR_CAPTCHA_UNSOLVABLE', 'ERROR_CAPTCHA_UNSOLVABLE', 'TIMEOUT', 'ERROR_PROXY_CONNECTION_FAILED'] as const;

/** What holds at a moment: the normal day, and over it the scenes that are on, a later one over an earlier. */
export function conditionsAt(at: number): Conditions {
  return SCENES.reduce<Conditions>((held, { from, to, depth, ...scene }) => {
    if (at < from || at >= to) return held;
    const queue = depth === undefined ? {} : { depth: ramp(depth, (at - from) / (to - from)) };
    return { ...held, ...scene, ...queue };
  }, NORMAL);
}

function ramp(depth: number | readonly [number, number], done: number): number {
  if (typeof depth === 'number') return depth;
  const [first, last] = depth;
  return Math.round(first + (last - first) * done);
}

/** Whether something happens round that moment, so that it is worth a close look. */
export function isLively(at: number): boolean {
  return SCENES.some(({ from, to }) => at >= from - 5 * MINUTE && at < to + 8 * MINUTE);
}

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
 * Workers that finish tasks all week, fewer at night. What is drawn is when, of which type and how fast; the share that fails
 * is kept to exactly, so that only a scene moves it and no chance.
 */
export function createTasks(seed: number, account: Account) {
  const random = mulberry32(seed);
  let until = on('Mon', '00:00');
  let owed = 0;

  function outcome(at: number, conditions: Conditions): SolveResult {
    const broke = account.balanceMicros() <= 0;
    owed += broke ? 1 : conditions.failing;
    const captchaType = pick(random, TYPES);
    if (owed < 1) {
      account.spend(SOLVE_PRICE_MICROS);
      const latencyMs = drawLatencyMs(random) * conditions.slowness;
      return { at, outcome: 'solved', errorCode: null, latencyMs, costMicros: SOLVE_PRICE_MICROS, captchaType };
    }
    owed -= 1;
    const usual = pick(random, USUAL_CODES);
    const errorCode = broke ? 'ERROR_ZERO_BALANCE' : (conditions.code ?? usual);
    return { at, outcome: 'failed', errorCode, latencyMs: null, costMicros: null, captchaType };
  }

  return {
    /** The tasks that finished since the last time it was asked. */
    finished(now: number): SolveResult[] {
      const results: SolveResult[] = [];
      // A clock that was set back lives the same minutes again.
      until = Math.min(until, now);
      while (until < now) {
        const conditions = conditionsAt(until);
        const gap = SECOND / (0.2 * dayLoad(until));
        until += Math.floor(gap * (0.5 + random()));
        if (until < now && conditions.load > 0) results.push(outcome(until, conditions));
      }
      return results;
    },
    forget(now: number) {
      until = now;
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
