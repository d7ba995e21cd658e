import { codeIn } from './cleanNames.ts';
import { isObject, numberAt, textAt } from './foreign.ts';
import { failedWith, type Outcome, SOLVED } from './outcome.ts';
import { thrownOutcome } from './thrownOutcome.ts';

/** No token looks like this. */
const BARE_CODE = /^\s*(?:ERROR(?:_[A-Z0-9_]+|: ?\d+)|CAPCHA_NOT_READY)\s*$/;

/** How a task ended that returned this: solved, unless it is a refusal of the API; null where it has not ended. */
export function answerOutcome(answer: unknown): Outcome | null {
  if (typeof answer === 'string') return BARE_CODE.test(answer) ? refused(answer) : SOLVED;
  if (!isObject(answer)) return SOLVED;
  const request = textAt(answer, 'request');
  const isRefused = numberAt(answer, 'status') === 0 || textAt(answer, 'status') === '0';
  if (isRefused && request !== null) return refused(request);
  const errorCode = textAt(answer, 'errorCode');
  return (numberAt(answer, 'errorId') ?? 0) > 0 && errorCode !== null ? refused(errorCode) : SOLVED;
}

function refused(code: string): Outcome | null {
  const known = codeIn(code);
  return known === null ? thrownOutcome({ code }) : failedWith(known);
}
