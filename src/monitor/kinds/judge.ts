import type { Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Thresholds } from '../types.ts';
import { kindOf } from './index.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { AT_REST, type Standing } from './standing.ts';

/** How long a kind's verdict must stay `ok` before its incident ends; time before the clock went on without a jump does not count. */
export function clearHoldMs(
  kind: AlertKind,
  thresholds: Thresholds,
  clearSince: Millis | null,
  steadySince: Millis,
): Millis {
  const holdMs = kindOf(kind).clearHoldMs?.(thresholds[kind]) ?? 0;
  return holdMs === 0 || clearSince === null ? holdMs : holdMs + Math.max(0, steadySince - clearSince);
}

/** Most guilds are at rest, and need no more than the name. */
function keyOf(kind: AlertKind, { alreadyFiring, wasCritical, from, about }: Standing): string {
  return !alreadyFiring && from === 0 ? kind : `${kind} ${alreadyFiring} ${wasCritical} ${from} ${about}`;
}

/** Verdicts of one evaluation. Guilds share thresholds, so each is judged once for all that share them. */
export function createJudge(readingsOf: (thresholds: Thresholds) => PipelineReadings) {
  const judged = new Map<Thresholds, Map<string, Verdict>>();

  return (kind: AlertKind, thresholds: Thresholds, standing: Standing = AT_REST): Verdict => {
    let verdicts = judged.get(thresholds);
    if (verdicts === undefined) {
      verdicts = new Map();
      judged.set(thresholds, verdicts);
    }
    const key = keyOf(kind, standing);
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = kindOf(kind).judge(readingsOf(thresholds), thresholds[kind], standing);
      verdicts.set(key, verdict);
    }
    return verdict;
  };
}

export type Judge = ReturnType<typeof createJudge>;
