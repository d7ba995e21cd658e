import { type Account, decimal } from './account.ts';
import type { AnswerForm } from './mood.ts';

export interface Question {
  readonly action: string;
  readonly json: boolean;
}

/** What the service answers: the body, and one word for the list of calls (`ok` or the error code). */
export interface Answer {
  readonly body: string;
  readonly outcome: string;
}

export function refusal(code: string, { json }: Question, { errorText }: AnswerForm): Answer {
  const envelope = { status: 0, request: code, ...(errorText === null ? {} : { error_text: errorText }) };
  return { body: json ? JSON.stringify(envelope) : code, outcome: code };
}

/** The answer to a caller whose key is good. */
export function answer(question: Question, account: Account, form: AnswerForm): Answer {
  if (question.action === 'getbalance') return { body: balanceBody(question, account, form), outcome: 'ok' };
  if (question.action === 'threadsinfo' && form.threadsInfo !== 'unsupported') {
    return { body: threadsBody(account, form), outcome: 'ok' };
  }
  return refusal(form.unknownActionCode, question, form);
}

function balanceBody({ json }: Question, { balanceUsd }: Account, form: AnswerForm): string {
  const plain = decimal(balanceUsd);
  if (!json) return plain;
  return success({ request: form.numbersAs === 'string' ? plain : Number(plain) }, form);
}

/** JSON even without `json=1`: no plain form of this action has been seen anywhere. */
function threadsBody({ threads }: Account, form: AnswerForm): string {
  const written = (count: number) => (form.numbersAs === 'string' ? String(count) : count);
  const counts = {
    threads: written(threads.total),
    working_threads: written(threads.working),
    free_threads: written(threads.total - threads.working),
  };
  return success(form.threadsInfo === 'nested' ? { request: counts } : counts, form);
}

function success(fields: Readonly<Record<string, unknown>>, { errorText }: AnswerForm): string {
  return JSON.stringify({ status: 1, ...fields, ...(errorText === null ? {} : { error_text: errorText }) });
}
