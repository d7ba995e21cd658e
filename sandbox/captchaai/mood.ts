/**
 * How the service behaves until somebody sets another mood. `{ code }` refuses every call with that error code, `{ slowMs }` answers
 * as a healthy service does, only late.
 */
export type Mood =
  | 'healthy'
  | 'badGateway'
  | 'serverError'
  | 'tooManyRequests'
  | 'reset'
  | 'unanswered'
  | 'emptyBody'
  | 'truncatedJson'
  | 'plainText'
  | { readonly code: string }
  | { readonly slowMs: number };

/** The parts of an answer that CaptchaAI's documents leave open: a client has to cope with every setting. */
export interface AnswerForm {
  /** Whether JSON carries amounts as `"8.42"` or as `8.42`. */
  readonly numbersAs: 'string' | 'number';
  /** Adds a third field next to `status` and `request`, as CaptchaAI's own client code expects. */
  readonly errorText: string | null;
  /** `threadsinfo` is known by name only; its form, and whether an account has it, is not. */
  readonly threadsInfo: 'flat' | 'nested' | 'unsupported';
  /** What an action nobody knows is refused with. */
  readonly unknownActionCode: string;
}

export const DEFAULT_FORM: AnswerForm = {
  numbersAs: 'string',
  errorText: null,
  threadsInfo: 'flat',
  unknownActionCode: 'ERROR_EMPTY_ACTION',
};
