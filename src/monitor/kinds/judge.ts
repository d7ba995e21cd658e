import type { Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Limits } from '../types.ts';
import { kindOf } from './index.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { AT_REST, type Standing } from './standing.ts';

/** How long a kind's verdict must stay `ok` before its incident ends; time before the clock went on without a jump does not count. */
export function clearHoldMs(kind: AlertKind, limits: Limits, clearSince: Millis | null, steadySince: Millis): Millis {
  const holdMs = kindOf(kind).clearHoldMs?.(limits[kind]) ?? 0;
  return holdMs === 0 || clearSince === null ? holdMs : holdMs + Math.max(0, steadySince - clearSince);
}

/** Most guilds are at rest, and need no more than the name. */
function keyOf(kind: AlertKind, { alreadyFiring, wasCritical, from, about }: Standing): string {
  return !alreadyFiring && from === 0 ? kind : `${kind} ${alreadyFiring} ${wasCritical} ${from} ${about}`;
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
    const key = keyOf(kind, standing);
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = kindOf(kind).judge(readingsOf(limits), limits[kind], standing);
      verdicts.set(key, verdict);
    }
    return verdict;
  };
}

export type Judge = ReturnType<typeof createJudge>;
