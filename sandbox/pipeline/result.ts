import { CAPTCHA_TYPES, type CaptchaType, SOLVE_PRICE_USD } from './captchaTypes.ts';
import { drawByShare, drawLogNormal } from './draws.ts';
import { MOODS, type PipelineMood } from './mood.ts';
import type { Random } from './mulberry32.ts';

/** A finished task in the form in which the monitor takes it. */
export interface Result {
  readonly outcome: 'solved' | 'failed';
  readonly errorCode?: string;
  readonly latencyMs?: number;
  readonly costUsd?: number;
  readonly captchaType?: string;
  readonly at?: string;
}

export function drawResult(random: Random, mood: PipelineMood, at: number): Result {
  const type = drawByShare(random, CAPTCHA_TYPES);
  const { failureFactor, errors } = MOODS[mood];
  const common = { captchaType: type.name, at: new Date(at).toISOString() };

  if (random() >= (1 - type.successRate) * failureFactor) {
    return { outcome: 'solved', latencyMs: drawLatencyMs(random, type), costUsd: SOLVE_PRICE_USD, ...common };
  }
  const { code } = drawByShare(random, errors);
  return { outcome: 'failed', errorCode: code, ...failureLatency(random, type, code), ...common };
}

/** Drawn again while it is past the deadline: the workers would have given up on it, and it would be a `TIMEOUT`. */
function drawLatencyMs(random: Random, type: CaptchaType): number {
  for (;;) {
    const latencyMs = Math.round(drawLogNormal(random, type.medianMs, type.p95Ms));
    if (latencyMs < type.deadlineMs) return latencyMs;
  }
}

/** A task that was refused as it was submitted never took any time to solve. */
function failureLatency(random: Random, type: CaptchaType, code: string): { latencyMs?: number } {
  if (code === 'TIMEOUT') return { latencyMs: type.deadlineMs };
  if (code === 'ERROR_CAPTCHA_UNSOLVABLE') return { latencyMs: drawLatencyMs(random, type) };
  return {};
}
