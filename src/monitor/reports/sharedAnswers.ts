import type { Account } from '../accounts/account.ts';
import { type Clock, DAY, MINUTE, type Millis } from '../time.ts';

/** Somebody who asks within this time after somebody else gets the same answer. */
const KEPT_MS: Millis = MINUTE;
/** What is newer than that matters in an answer about less. */
const LEAST_SPAN_MS: Millis = DAY;
/** Each is a few kilobytes. */
const MOST_KEPT = 100;

/** What an answer depends on, with the pipelines that it is about: a server that asks the same sees nothing in it that it may not see. */
type Subject = readonly (string | number | boolean | object | null)[];

/** An answer, and when it was computed: at most a minute ago. */
export type AsOf<Answer> = Answer & { readonly at: Millis };

export interface SharedAnswers {
  /**
   * The answer to a question about a span of time, computed once for everybody who asks it meanwhile; and, where it is about a day or more,
   * once for all who ask within a minute. A failure goes to those who wait for it, and is not kept.
   */
  share<Answer>(subject: Subject, spanMs: Millis, compute: () => Promise<Answer>): Promise<Answer>;
}

interface Kept {
  readonly answer: Promise<unknown>;
  readonly at: Millis;
  isReady: boolean;
}

/** `settled`: resolves when everything handed in so far is stored, and so is in the answer. */
export function createSharedAnswers({ now }: Clock, settled: () => Promise<void>): SharedAnswers {
  const kept = new Map<string, Kept>();

  function isFresh({ at, isReady }: Kept): boolean {
    return !isReady || Math.abs(now() - at) < KEPT_MS;
  }

  /** Those that are older than a minute, and the oldest where there are too many. */
  function makeRoom(): void {
    for (const [key, one] of kept) if (!isFresh(one) || kept.size >= MOST_KEPT) kept.delete(key);
  }

  function begin<Answer>(key: string, spanMs: Millis, compute: () => Promise<Answer>): Promise<Answer> {
    makeRoom();
    const answer = settled().then(compute);
    const one: Kept = { answer, at: now(), isReady: false };
    kept.set(key, one);
    const drop = () => {
      if (kept.get(key) === one) kept.delete(key);
    };
    answer.then(() => {
      one.isReady = true;
      if (spanMs < LEAST_SPAN_MS) drop();
    }, drop);
    return answer;
  }

  return {
    share<Answer>(subject: Subject, spanMs: Millis, compute: () => Promise<Answer>) {
      const key = JSON.stringify(subject);
      const last = kept.get(key);
      // The subject says which question it was, and so of which type its answer is.
      return last !== undefined && isFresh(last) ? (last.answer as Promise<Answer>) : begin(key, spanMs, compute);
    },
  };
}

/** Shares answers about accounts and those of their pipelines that a guild sees; `of`: all else that they depend on. */
export function shareDated(answers: SharedAnswers, accounts: readonly Account[], { now }: Clock) {
  // Nothing else of an account is in an answer, and its API key has no place in a key.
  const about = accounts.map(({ name, pipelines, hasBalance = true }) => ({ name, pipelines, hasBalance }));

  return <Answer>(
    question: string,
    of: Subject,
    spanMs: Millis,
    compute: (now: Millis) => Promise<Answer>,
  ): Promise<AsOf<Answer>> =>
    answers.share([question, about, ...of], spanMs, async () => {
      const at = now();
      return { ...(await compute(at)), at };
    });
}
