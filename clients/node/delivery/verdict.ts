/** What a server said, or null where no answer came. */
export interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | null;
  /** The monitor itself says why it does not take the request. */
  readonly isRefusal: boolean;
  /** The field that a 400 names, such as `[3].errorCode`. */
  readonly field: string | null;
}

export type Problem =
  | 'notConfigured'
  | 'badUrl'
  | 'unreachable'
  | 'unauthorized'
  | 'wrongAddress'
  | 'rejected'
  | 'dropped';

/** What an answer to a batch means for it. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** Sent again under its key. `waitMs`: as the server asked; null: as the back-off says. */
  | { readonly kind: 'again'; readonly waitMs: number | null; readonly problem: Problem }
  | Refusal;

/** Why a batch is not sent again as it is. */
export type Refusal =
  /** The record at `index` cannot be taken; `isTime`: because of its time. */
  | { readonly kind: 'badRecord'; readonly index: number; readonly isTime: boolean }
  /** Something in it cannot be taken. */
  | { readonly kind: 'split' }
  | { readonly kind: 'lost' };

/** What only a person can correct is not asked about more often. */
const CORRECT_ME_MS = 60_000;
/** However long a server asks us to wait. */
const LONGEST_WAIT_MS = 3_600_000;
const FIELD = /^\[(\d+)\](?:\.(\w+))?/;

/** Only the monitor refuses records: another page, whatever its status, is of the network in between. */
export function verdictOn(answer: Answer | null, records: number): Verdict {
  if (answer === null) return { kind: 'again', waitMs: null, problem: 'unreachable' };
  const { status, isRefusal, field } = answer;
  const waitMs = answer.retryAfterMs === null ? null : Math.min(answer.retryAfterMs, LONGEST_WAIT_MS);
  if (status === 202) return { kind: 'taken' };
  if (status === 400 && isRefusal) return badRecord(field);
  // A proxy may take less than the monitor: smaller requests pass it, and a single record waits.
  if (status === 413 && (isRefusal || records > 1)) return { kind: 'split' };
  // The key came with another body before, so that nothing of it may be sent under another key.
  if (status === 422 && isRefusal) return { kind: 'lost' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'again', waitMs, problem: 'unreachable' };
  }
  const problem = status === 401 || status === 403 ? 'unauthorized' : 'wrongAddress';
  return { kind: 'again', waitMs: waitMs ?? CORRECT_ME_MS, problem };
}

function badRecord(field: string | null): Verdict {
  const [, index, name] = FIELD.exec(field ?? '') ?? [];
  return index === undefined ? { kind: 'split' } : { kind: 'badRecord', index: Number(index), isTime: name === 'at' };
}
