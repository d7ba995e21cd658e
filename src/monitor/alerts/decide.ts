import { clampToNow } from './clampToNow.ts';
import { decideFiring } from './decideFiring.ts';
import { decideOk } from './decideOk.ts';
import type { Decision, DecisionTerms } from './decision.ts';
import type { Verdict } from './facts.ts';
import type { AlertState } from './incident.ts';
import { decideUnknown } from './unknown.ts';

/** Decides whether a verdict is to be sent, and what becomes of the incident. Each answer carries its reason. */
export function decide(verdict: Verdict, remembered: AlertState, terms: DecisionTerms): Decision {
  const alertState = clampToNow(remembered, terms.now);
  switch (verdict.state) {
    case 'unknown':
      return decideUnknown(verdict.why, alertState, terms);
    case 'ok':
      return decideOk(alertState, terms);
    case 'firing':
      return decideFiring(verdict, alertState, terms);
  }
}
