import fc from 'fast-check';
import { decide } from '../../src/monitor/alerts/decide.ts';
import type { Decision, DecisionTerms } from '../../src/monitor/alerts/decision.ts';
import type { Facts, Verdict } from '../../src/monitor/alerts/facts.ts';
import { type AlertMemory, NOTHING_REMEMBERED } from '../../src/monitor/alerts/incident.ts';
import { isTwiceAsBad } from '../../src/monitor/alerts/worse.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { AlertSeverity } from '../../src/monitor/types.ts';
import { ANA } from './fixed.ts';
import { DAY, LIMITS, MINUTE, NOW, SECOND } from './limits.ts';

export const COOLDOWN = LIMITS.cooldownMs;
export const HOLD = MINUTE;

const CENT = 10_000;

export type State = 'ok' | 'unknown' | AlertSeverity;
export type Step =
  | { readonly do: 'judge'; readonly state: State; readonly value: number }
  | { readonly do: 'wait'; readonly ms: Millis }
  | { readonly do: 'mute'; readonly muted: boolean }
  | { readonly do: 'cause'; readonly heldBy: DecisionTerms['heldBy'] }
  | { readonly do: 'acknowledge' }
  | { readonly do: 'restart' };

/** One decision with all that led to it. */
export interface Entry {
  readonly now: Millis;
  readonly state: State;
  readonly facts: Facts;
  readonly muted: boolean;
  readonly heldBy: DecisionTerms['heldBy'];
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
  fc.record({
    do: fc.constant('cause' as const),
    heldBy: fc.constantFrom(null, 'heldByCause' as const, 'noDestination' as const),
  }),
  fc.constant({ do: 'acknowledge' as const }),
  fc.constant({ do: 'restart' as const }),
);
export const arbitrarySteps = (time: fc.Arbitrary<Step>) =>
  fc.array(
    fc.oneof({ weight: 6, arbitrary: judgement }, { weight: 4, arbitrary: time }, { weight: 2, arbitrary: others }),
    { maxLength: 60, size: 'max' },
  );
export const steps = arbitrarySteps(waits);
export const holds = fc.constantFrom(0, HOLD);

export function run(todo: readonly Step[], clearHoldMs: Millis): { log: Entry[]; memory: AlertMemory; now: Millis } {
  const log: Entry[] = [];
  let memory: AlertMemory = NOTHING_REMEMBERED;
  let now = NOW;
  let muted = false;
  let heldBy: DecisionTerms['heldBy'] = null;
  for (const step of todo) {
    if (step.do === 'wait') now += step.ms;
    else if (step.do === 'mute') muted = step.muted;
    else if (step.do === 'cause') heldBy = step.heldBy;
    else if (step.do === 'acknowledge') memory = acknowledged(memory, now);
    else if (step.do === 'restart') memory = JSON.parse(JSON.stringify(memory));
    else {
      const decision = decide(verdictOf(step), memory, {
        muted,
        heldBy,
        cooldownMs: COOLDOWN,
        reminderMaxMs: COOLDOWN,
        clearHoldMs,
        steadySince: 0,
        now,
      });
      log.push({ now, state: step.state, facts: factsOf(step), muted, heldBy, before: memory, decision });
      memory = decision.memory;
      now += 1;
    }
  }
  return { log, memory, now };
}

/** Only a message that arrived has a button. */
function acknowledged(memory: AlertMemory, at: Millis): AlertMemory {
  const { incident } = memory;
  if (incident === null || incident.toldSeverity === null || incident.acknowledged !== null) return memory;
  return { ...memory, incident: { ...incident, acknowledged: { by: ANA, at, severity: incident.severity } } };
}

function factsOf({ value }: { value: number }): Facts {
  return { kind: 'balance', balanceMicros: value * CENT, thresholdMicros: 500 * CENT };
}

function verdictOf({ state, value }: { state: State; value: number }): Verdict {
  const facts = factsOf({ value });
  if (state === 'unknown') return { state, why: 'stale' };
  return state === 'ok' ? { state, facts } : { state: 'firing', severity: state, facts };
}

/** Critical after a warning, or twice as bad as what people were told. */
export const gotWorse = ({ before, state, facts }: Entry): boolean =>
  (state === 'error' && before.incident?.toldSeverity === 'warning') || isTwiceAsBad(facts, before.notified);
export const fires = ({ state }: Entry): boolean => state === 'warning' || state === 'error';
/** Neither muted nor held back by a cause, and nobody is on it who knows that it is this bad. */
export const mayBeTold = ({ muted, heldBy, before, state, facts }: Entry): boolean => {
  const severity = before.incident?.acknowledged?.severity;
  const outgrown = (severity === 'warning' && state === 'error') || isTwiceAsBad(facts, before.notified);
  return !muted && heldBy === null && (severity === undefined || outgrown);
};
export const alerts = (log: readonly Entry[]) => log.filter(({ decision }) => decision.send === 'alert');
export const alertedSince = (log: readonly Entry[], since: Millis, ...severities: State[]) =>
  alerts(log).some(({ now, state }) => now > since && severities.includes(state));

/** Checks a property of the log of decisions, for any story with a clock that only goes forward. */
export function always(
  holdsFor: (log: readonly Entry[], clearHoldMs: Millis) => void,
  time: fc.Arbitrary<Step> = waits,
): void {
  fc.assert(
    fc.property(arbitrarySteps(time), holds, (todo, clearHoldMs) => {
      holdsFor(run(todo, clearHoldMs).log, clearHoldMs);
    }),
    { numRuns: 600, seed: 20_260_420 },
  );
}
