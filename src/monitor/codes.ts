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

/** The provider's error codes. */
export interface CodeBook {
  readonly known: readonly string[];
  /** Null for a code that the provider does not document. */
  explain(code: string): ErrorCode | null;
}
