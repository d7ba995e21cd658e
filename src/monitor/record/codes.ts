import type { CodeCount } from '../measures.ts';

/** Who has to act on a code: a pipeline's failed task knows three classes more than our own calls do. */
export const CODE_CLASSES = ['account', 'capacity', 'caller', 'proxy', 'solver', 'outage', 'none'] as const;

export type CodeClass = (typeof CODE_CLASSES)[number];

/** What an error code means, and what to do about it. */
export interface ErrorCode {
  readonly class: CodeClass;
  readonly meaning: string;
  readonly advice: string;
}

/** A code of a pipeline, and what is known of it. */
export type ExplainedCode = Pick<ErrorCode, 'meaning' | 'advice'> & { readonly code: string };

/** What is known of a code; null for one that the provider does not document. */
export function explainedCode({ explain }: Pick<CodeBook, 'explain'>, code: string): ExplainedCode | null {
  const known = explain(code);
  return known === null ? null : { code, meaning: known.meaning, advice: known.advice };
}

/** What all codes that are not kept or shown on their own are counted under; CAPTCHA types too. */
export const OTHER = '(other)';

/** The most frequent first; in the order of their names where that says nothing. What is no single code comes last. */
export function byFrequency(a: CodeCount, b: CodeCount): number {
  const last = Number(a.code === OTHER) - Number(b.code === OTHER);
  return last || b.count - a.count || (a.code < b.code ? -1 : 1);
}

/** The provider's error codes. */
export interface CodeBook {
  readonly known: readonly string[];
  /** Null for a code that the provider does not document. */
  explain(code: string): ErrorCode | null;
}
