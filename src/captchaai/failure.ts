import type { ProviderFailure, ProviderFailureClass } from '../monitor/accounts/providerFailure.ts';
import { explainCode } from './errorCodes.ts';

const CLASSES: ReadonlySet<string> = new Set([
  'account',
  'capacity',
  'outage',
  'caller',
] satisfies ProviderFailureClass[]);

/** A failure that CaptchaAI named by a code of its own; unknown codes are kept as they came. */
export function codeFailure(code: string): ProviderFailure {
  const known = explainCode(code);
  if (known === null) {
    return {
      class: 'unknown',
      code,
      meaning: 'A code that is not documented',
      advice: 'Look the code up at CaptchaAI',
    };
  }
  const { meaning, advice } = known;
  // For a task it means that no thread is free. Our own call needs none, so for it the account itself is refused.
  if (code === 'ERROR_ZERO_BALANCE') return { class: 'account', code, meaning, advice };
  return { class: isProviderClass(known.class) ? known.class : 'unknown', code, meaning, advice };
}

/** A call that brought no answer of CaptchaAI's at all. */
export function outage(code: string, meaning: string): ProviderFailure {
  return { class: 'outage', code, meaning, advice: 'Nothing to do on your side if other sites can be reached' };
}

function isProviderClass(name: string): name is ProviderFailureClass {
  return CLASSES.has(name);
}
