import fc from 'fast-check';
import { type Decision, decide } from '../../src/monitor/decide.ts';
import type { AlertMemory, AlertSeverity, Millis, Verdict } from '../../src/monitor/types.ts';
import { DAY, LIMITS, MINUTE, NOW, SECOND } from './limits.ts';

export const COOLDOWN = LIMITS.cooldownMs;
export const HOLD = MINUTE;

export type State = 'ok' | 'unknown' | AlertSeverity;
export type Step =
  | { readonly do: 'judge'; readonly state: State; readonly value: number }
  | { readonly do: 'wait'; readonly ms: Millis }
  | { readonly do: 'mute'; readonly muted: boolean }
  | { readonly do: 'restart' };

/** One decision with all that led to it. */
export interface Entry {
  readonly now: Millis;
  readonly state: State;
  readonly muted: boolean;
  readonly before: AlertMemory;
  readonly decision: Decision;
}

const judgement = fc.record({
  do: fc.constant('judge' as const),
  state: fc.constantFrom<State>('ok', 'ok', 'unknown', 'warning', 'warning', 'error', 'error'),
  value: fc.nat(1_000),
});
/** Lengths round every limit, because that is where things go wrong; a decision itself takes one millisecond more. */
const lengths = fc.oneof(
  fc.constantFrom(0, SECOND, HOLD - 2, HOLD - 1, HOLD, COOLDOWN - 2, COOLDOWN - 1, COOLDOWN),
  fc.integer({ min: 0, max: 3 * COOLDOWN }),
);
const waits = fc.record({ do: fc.constant('wait' as const), ms: lengths });
export const jumps = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.oneof(
    lengths,
    lengths.map((ms) => -ms),
    fc.integer({ min: -400 * DAY, max: 400 * DAY }),
  ),
});
const others = fc.oneof(
  fc.record({ do: fc.constant('mute' as const), muted: fc.boolean() }),
  fc.constant({ do: 'restart' as const }),
);
export const arbitrarySteps = (time: fc.Arbitrary<Step>) =>
  fc.array(
    fc.oneof({ weight: 5, arbitrary: judgement }, { weight: 4, arbitrary: time }, { weight: 2, arbitrary: others }),
    {
      maxLength: 60,
      size: 'max',
    },
  );
export const steps = arbitrarySteps(waits);
export const holds = fc.constantFrom(0, HOLD);

export function run(todo: readonly Step[], clearHoldMs: Millis): { log: Entry[]; memory: AlertMemory; now: Millis } {
  const log: Entry[] = [];
  let memory: AlertMemory = { incident: null, lastSent: { warning: null, error: null } };
  let now = NOW;
  let muted = false;
  for (const step of todo) {
    if (step.do === 'wait') now += step.ms;
    else if (step.do === 'mute') muted = step.muted;
    else if (step.do === 'restart') memory = JSON.parse(JSON.stringify(memory));
    else {
      const decision = decide(verdictOf(step), memory, { muted, cooldownMs: COOLDOWN, clearHoldMs, now });
      log.push({ now, state: step.state, muted, before: memory, decision });
      memory = decision.memory;
      now += 1;
    }
  }
  return { log, memory, now };
}

function verdictOf({ state, value }: { state: State; value: number }): Verdict {
  const facts = { kind: 'balance', balanceMicros: value, thresholdMicros: 500 } as const;
  if (state === 'unknown') return { state, why: 'stale' };
  return state === 'ok' ? { state, facts } : { state: 'firing', severity: state, facts };
}

export const fires = ({ state }: Entry): boolean => state === 'warning' || state === 'error';
export const alerts = (log: readonly Entry[]) => log.filter(({ decision }) => decision.send === 'alert');
export const alertedSince = (log: readonly Entry[], since: Millis, ...severities: State[]) =>
  alerts(log).some(({ now, state }) => now > since && severities.includes(state));
