import { isObject, listAt, numberAt, textAt } from '../records/foreign.ts';
import type { SolveRecord } from '../records/solveRecord.ts';
import { thrownOutcome } from '../records/thrownOutcome.ts';

/** What `puppeteer-extra-plugin-recaptcha` answers, also under playwright-extra: one record for each CAPTCHA; null where it is no such answer. */
export function recordsOf(answer: unknown): readonly SolveRecord[] | null {
  const solutions = listAt(answer, 'solutions');
  if (solutions === null || !solutions.every(isObject)) return null;
  const captchas = listAt(answer, 'captchas') ?? [];
  // A provider that failed as a whole leaves the page's CAPTCHAs without any solution.
  const failure = solutions.length === 0 ? errorOf(answer) : null;
  if (failure !== null) return captchas.flatMap((captcha) => failed(failure, captcha));
  return solutions.flatMap((solution) => recordOf(solution, captchaOf(solution, captchas)));
}

function recordOf(solution: unknown, captcha: unknown): readonly SolveRecord[] {
  const error = errorOf(solution);
  if (error !== null) return failed(error, captcha);
  const isSolved = Reflect.get(Object(solution), 'hasSolution') === true || textAt(solution, 'text') !== null;
  if (!isSolved) return failed('NO_SOLUTION', captcha);
  const seconds = numberAt(solution, 'duration');
  return [{ outcome: 'solved', captchaType: typeOf(captcha), latencyMs: seconds === null ? null : seconds * 1_000 }];
}

function failed(error: unknown, captcha: unknown): readonly SolveRecord[] {
  const outcome = error === 'NO_SOLUTION' ? { outcome: 'failed' as const, errorCode: error } : thrownOutcome(error);
  return outcome === null ? [] : [{ ...outcome, captchaType: typeOf(captcha), latencyMs: null }];
}

function errorOf(value: unknown): unknown {
  return Reflect.get(Object(value), 'error') || null;
}

/** A solution names the vendor, and only the CAPTCHA itself whether a score is what it is about. */
function captchaOf(solution: unknown, captchas: readonly unknown[]): unknown {
  const id = textAt(solution, 'id');
  return captchas.find((captcha) => id !== null && textAt(captcha, 'id') === id) ?? solution;
}

function typeOf(captcha: unknown): string | null {
  const vendor = textAt(captcha, '_vendor');
  if (vendor !== 'recaptcha') return vendor;
  return textAt(captcha, '_type') === 'score' ? 'recaptcha_v3' : 'recaptcha_v2';
}
