import { cleanCode, codeIn, OTHER_CODE } from './cleanNames.ts';
import { isObject, textAt } from './foreign.ts';
import { failedWith, type Outcome } from './outcome.ts';

const MOST_CAUSES = 5;
/** Where libraries put the code of the API: `@2captcha/captcha-solver` in `err`, and prose in `message`. */
const CODE_FIELDS = ['err', 'errorCode', 'code', 'request', 'error', 'message'] as const;
const TIMEOUT_CODE = /^(?:ETIMEDOUT|ESOCKETTIMEDOUT|TIMEOUT|UND_ERR_\w+_TIMEOUT)$/;
const TIMEOUT_WORDS = /\btim(?:e-?out|ed[ -]out)\b/i;
const ABORT_CODES: ReadonlySet<string> = new Set(['ABORT_ERR', 'ERR_CANCELED']);
const CODE_LIKE = /^[A-Z][A-Z0-9_]*$/;

/** How a task ended that threw this; null where it was aborted, or has not ended. Of the text only a code is taken. */
export function thrownOutcome(thrown: unknown): Outcome | null {
  const links = withCauses(thrown);
  const code = firstOf(links, apiCode);
  if (code !== null) return failedWith(code);
  // An abort by `AbortSignal.timeout` has the timeout as its cause.
  if (links.some(isTimeout)) return failedWith('TIMEOUT');
  if (links.some(isAbort)) return null;
  return failedWith(firstOf(links, systemCode) ?? className(thrown) ?? OTHER_CODE);
}

function withCauses(thrown: unknown): readonly unknown[] {
  const links = [thrown];
  for (let cause = thrown; isObject(cause) && links.length <= MOST_CAUSES; links.push(cause)) {
    cause = Reflect.get(cause, 'cause');
    if (cause === undefined) break;
  }
  return links;
}

function firstOf(links: readonly unknown[], find: (link: unknown) => string | null): string | null {
  for (const link of links) {
    const found = find(link);
    if (found !== null) return found;
  }
  return null;
}

function apiCode(link: unknown): string | null {
  if (typeof link === 'string') return codeIn(link);
  return firstOf(CODE_FIELDS, (name) => codeIn(textAt(link, String(name)) ?? ''));
}

/** A code that is not one of the API's, such as `ECONNREFUSED`. */
function systemCode(link: unknown): string | null {
  const [code = null] = ['err', 'code']
    .map((name) => textAt(link, name))
    .filter((text) => text !== null && isCode(text));
  return code === null ? null : cleanCode(code);
}

function isCode(text: string): boolean {
  return CODE_LIKE.test(text) && cleanCode(text) !== null;
}

function isTimeout(link: unknown): boolean {
  if (typeof link === 'string') return TIMEOUT_WORDS.test(link);
  if (textAt(link, 'name') === 'TimeoutError' || TIMEOUT_CODE.test(textAt(link, 'code') ?? '')) return true;
  return TIMEOUT_WORDS.test(textAt(link, 'message')?.slice(0, 200) ?? '');
}

function isAbort(link: unknown): boolean {
  return textAt(link, 'name') === 'AbortError' || ABORT_CODES.has(textAt(link, 'code') ?? '');
}

function className(thrown: unknown): string | null {
  if (!isObject(thrown)) return null;
  const name = textAt(thrown, 'name');
  const own: unknown = name === null || name === 'Error' ? Object(Reflect.get(thrown, 'constructor')).name : name;
  // What has no prototype has no class.
  return typeof own === 'string' ? cleanCode(own) : null;
}
