import type { ThreadsAnswer } from '../monitor/ports/provider.ts';
import { codeIn, isRefused, objectIn, statusFailure } from './answer.ts';
import { codeFailure } from './failure.ts';

/** More threads than any plan has. */
const MOST_THREADS = 1_000_000;
const UNSUPPORTED: ThreadsAnswer = { ok: false, unsupported: true };

/**
 * Reads the text of a `threadsinfo` answer. Only the names of its values are known (CaptchaAI's own client has them), not
 * where they stand nor how an account without threads answers: what cannot be read counts as not supported.
 */
export function readThreads(status: number, text: string): ThreadsAnswer {
  const overloaded = statusFailure(status);
  if (overloaded !== null) return { ok: false, failure: overloaded };

  const code = codeIn(text);
  if (code !== null) {
    const failure = codeFailure(code);
    // The code of an unknown action is not documented; the family blames the caller for one.
    return failure.class === 'caller' || failure.class === 'unknown' ? UNSUPPORTED : { ok: false, failure };
  }
  const body = objectIn(text);
  if (body === null || isRefused(body)) return UNSUPPORTED;
  const nested = 'request' in body ? body.request : null;
  return countsIn(body) ?? (typeof nested === 'object' && nested !== null ? countsIn(nested) : null) ?? UNSUPPORTED;
}

/** Any two of the three are enough. */
function countsIn(fields: object): ThreadsAnswer | null {
  const [total, busy, free] = ['threads', 'working_threads', 'free_threads'].map((name) =>
    toCount(Reflect.get(fields, name)),
  );
  if (total != null && busy != null) return { ok: true, busy, total };
  if (total != null && free != null && free <= total) return { ok: true, busy: total - free, total };
  if (busy != null && free != null) return { ok: true, busy, total: busy + free };
  return null;
}

function toCount(value: unknown): number | null {
  const isDigits = typeof value === 'string' && /^\s*\d{1,7}\s*$/.test(value);
  const count = isDigits || typeof value === 'number' ? Number(value) : -1;
  return Number.isInteger(count) && count >= 0 && count <= MOST_THREADS ? count : null;
}
