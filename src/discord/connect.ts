import { HTTPError, RateLimitError } from '@discordjs/rest';

/** Whether a later try can work, as after a network fault. Judged by the error's class and codes, never by its text. */
export function isPassing(err: unknown): boolean {
  if (err instanceof HTTPError || err instanceof RateLimitError) return true;
  if (!(err instanceof Error)) return false;
  if (err.name === 'AbortError' || err.name === 'TimeoutError') return true;
  return hasSystemCode(err) || hasSystemCode(err.cause);
}

/** Failures before a connection stood: nothing was sent. */
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A certificate that is not trusted, be it because our clock is off, ends a connection before anything is sent. */
const NOT_TRUSTED = /^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

export function isNotTrusted(code: unknown): boolean {
  return typeof code === 'string' && NOT_TRUSTED.test(code);
}

function isBeforeConnection(code: unknown): boolean {
  return BEFORE_CONNECTION.has(code) || isNotTrusted(code);
}

/** Whether a request surely did not reach Discord. */
export function neverLeft(err: unknown): boolean {
  return err instanceof Error && (isBeforeConnection('code' in err ? err.code : null) || neverLeft(err.cause));
}

/** Connection errors of Node and undici carry a code such as ECONNREFUSED; a fault of ours or of the database has others. */
const NETWORK_CODE = /^(?:ECONN|ENOTFOUND$|EAI_|ETIMEDOUT$|EPIPE$|EHOST|ENET|UND_ERR_)/;

function hasSystemCode(err: unknown): boolean {
  return err instanceof Error && 'code' in err && typeof err.code === 'string' && NETWORK_CODE.test(err.code);
}
