import type { Millis } from '../../monitor/time.ts';
import { readUpTo } from '../../network/readUpTo.ts';
import { type Answer, request } from '../../network/request.ts';
import { guardedLookup, PrivateAddress, type ResolveHost, resolveHost } from './guardedLookup.ts';
import { isPrivateAddress, literalAddress } from './privateAddress.ts';

/** One request. The address and the headers may be secrets. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** How requests are made. */
export interface Way {
  readonly allowPrivate: boolean;
  readonly timeoutMs?: Millis;
  readonly resolve?: ResolveHost;
}

/** What came of a request; nothing of what was answered but its head. */
export type PostAnswer =
  | { readonly status: number; readonly retryAfter: string | null }
  | { readonly failed: 'timedOut' | 'unreachable' | 'privateAddress' };

const TIMEOUT_MS: Millis = 10_000;
const LONGEST_ANSWER_BYTES = 65_536;

/** Posts to one address and to no other: redirects are not followed. Nothing is thrown. */
export async function post(
  outgoing: Outgoing,
  { allowPrivate, timeoutMs = TIMEOUT_MS, resolve = resolveHost }: Way,
  signal: AbortSignal,
): Promise<PostAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await answerTo(outgoing, allowPrivate ? null : resolve, AbortSignal.any([signal, timeout]));
    // The status says what came of it, whatever becomes of the rest.
    await readUpTo(response.body, LONGEST_ANSWER_BYTES).catch(() => undefined);
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  } catch (err) {
    if (err instanceof PrivateAddress) return { failed: 'privateAddress' };
    return { failed: timeout.aborted ? 'timedOut' : 'unreachable' };
  }
}

/** `guard`: how names are resolved where no private address is allowed. */
function answerTo({ url, headers, body }: Outgoing, guard: ResolveHost | null, signal: AbortSignal): Promise<Answer> {
  // Only a name goes through the guarded lookup.
  const literal = literalAddress(new URL(url).hostname);
  if (guard !== null && literal !== null && isPrivateAddress(literal)) throw new PrivateAddress();
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal,
    // One that is shared may have been made where private addresses are allowed.
    agent: false,
    ...(guard === null ? {} : { lookup: guardedLookup(guard) }),
  });
}
