import type { Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Limits } from '../types.ts';
import { judgeBalance } from './balance.ts';
import { judgeErrorsTrail } from './errors.ts';
import { judgeLatency } from './latency.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { judgeProvider } from './provider.ts';
import { judgeQueue } from './queue.ts';
import { judgeRunway } from './runway.ts';
import { judgeSilence } from './silence.ts';
import { AT_REST, type Standing } from './standing.ts';
import { judgeThreads } from './threads.ts';
import { widen } from './widen.ts';

/** Asks the rule of a kind. */
function judge(kind: AlertKind, readings: PipelineReadings, limits: Limits, standing: Standing): Verdict {
  const { at, balance, window, trail, steadySince } = readings;
  const { alreadyFiring, from } = standing;
  switch (kind) {
    case 'balance':
      return judgeBalance(balance, limits.balance, standing, readings.topUp, at);
    case 'errors':
      return judgeErrorsTrail(readings, limits.errors, alreadyFiring, from);
    case 'queue':
      return judgeQueue(readings.queue, limits.queue, standing, at, steadySince);
    case 'silence':
      return judgeSilence(readings.arrivals, limits.silence, alreadyFiring);
    case 'provider':
      return judgeProvider(readings.provider, limits.provider, alreadyFiring, at);
    case 'latency':
      return judgeLatency(readings.latency, limits.latency, alreadyFiring);
    case 'threads': {
      const wide = widen(trail, limits.threads.minResults, from, at);
      return judgeThreads(readings.threads, window, limits.threads, alreadyFiring, at, wide, steadySince);
    }
    case 'runway':
      if (balance !== null && at - balance.at > limits.balance.staleMs) return { state: 'unknown', why: 'stale' };
      return judgeRunway(readings.runway, balance?.value ?? null, limits.runway, standing);
  }
}

/** How long a kind's verdict must stay `ok` before its incident ends; time before the clock went on without a jump does not count. */
export function clearHoldMs(kind: AlertKind, limits: Limits, clearSince: Millis | null, steadySince: Millis): Millis {
  const holdMs = limitOfClearHold(kind, limits);
  return holdMs === 0 || clearSince === null ? holdMs : holdMs + Math.max(0, steadySince - clearSince);
}

function limitOfClearHold(kind: AlertKind, limits: Limits): Millis {
  if (kind === 'errors') return limits.errors.clearHoldMs;
  return kind === 'threads' ? limits.threads.clearHoldMs : 0;
}

/** Verdicts of one evaluation. Guilds share limits, so each is judged once for all that share them. */
export function createJudge(readingsOf: (limits: Limits) => PipelineReadings) {
  const judged = new Map<Limits, Map<string, Verdict>>();

  return (kind: AlertKind, limits: Limits, standing: Standing = AT_REST): Verdict => {
    let verdicts = judged.get(limits);
    if (verdicts === undefined) {
      verdicts = new Map();
      judged.set(limits, verdicts);
    }
    const key = `${kind} ${standing.alreadyFiring} ${standing.wasCritical} ${standing.from}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = judge(kind, readingsOf(limits), limits, standing);
      verdicts.set(key, verdict);
    }
    return verdict;
  };
}

export type Judge = ReturnType<typeof createJudge>;
