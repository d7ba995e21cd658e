import { codeAtStart, codeOf } from './cleanNames.ts';
import { isObject, textAt } from './foreign.ts';
import { failedWith, type Outcome, SOLVED } from './outcome.ts';

/** How a task ended that returned this: solved, unless it is a refusal of the API; null where it has not ended. */
export function answerOutcome(answer: unknown): Outcome | null {
  if (typeof answer === 'string') return textOutcome(answer);
  if (!isObject(answer)) return SOLVED;
  if (isErrorId(Reflect.get(answer, 'errorId'))) return failedWith(codeOf(textAt(answer, 'errorCode') ?? ''));
  const status: unknown = Reflect.get(answer, 'status');
  if (status === 'processing') return null;
  const request = textAt(answer, 'request');
  if (status === undefined || request === null) return SOLVED;
  const isRefused = status === 0 || status === '0' || status === false;
  return isRefused ? failedWith(codeOf(request)) : textOutcome(request);
}

/** No token begins with a code. */
function textOutcome(text: string): Outcome | null {
  const code = codeAtStart(text);
  return code === null ? SOLVED : failedWith(code);
}

/** Above 0 it is an error, also where the answer has no code. */
function isErrorId(value: unknown): boolean {
  return !isObject(value) && Number(value) > 0;
}
