import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';

/** A queue that cannot be read, for a reason that is known. It carries nothing of what a server said, which may hold a secret. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly why: UnreadableWhy;

  constructor(why: UnreadableWhy) {
    super(why);
    this.why = why;
  }
}

const NETWORK =
  /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|EPIPE|ENOENT|EACCES|UND_ERR_(?:SOCKET|CONNECT\w*|CLOSED|DESTROYED))$/;
const SLOW = /^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/;
const CERTIFICATE = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

/** Why a read failed, as far as the error and what caused it tell. */
export function whyUnreadable(err: unknown): UnreadableWhy {
  if (err instanceof Unreadable) return err.why;
  const chain = causesOf(err);
  if (chain.some(({ name }) => name === 'TimeoutError' || name === 'AbortError')) return 'timeout';
  const codes = chain.map((each) => ('code' in each ? String(each.code) : ''));
  if (codes.some((code) => SLOW.test(code))) return 'timeout';
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate';
  return codes.some((code) => NETWORK.test(code)) ? 'unreachable' : 'unexpectedAnswer';
}

/** An error and what caused it; of a name with several addresses every attempt. */
function causesOf(err: unknown, depth = 0): readonly Error[] {
  if (!(err instanceof Error) || depth > 5) return [];
  const inner = err instanceof AggregateError ? [err.cause, ...err.errors] : [err.cause];
  return [err, ...inner.flatMap((cause) => causesOf(cause, depth + 1))];
}
