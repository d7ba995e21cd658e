import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BadRequest } from './solveResultBody.ts';

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
export const KEY_FIELD = 'Idempotency-Key';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The key of a request, compared as it was sent, with quotes if it has any; null without one. @throws BadRequest */
export function readKey(headers: IncomingHttpHeaders): string | null {
  const header = headers['idempotency-key'];
  if (header === undefined) return null;
  // Several headers arrive joined by a comma and a space, which no key has.
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw new BadRequest(`${KEY_FIELD} must be 1 to 255 visible ASCII characters without spaces.`, KEY_FIELD);
}

/** Neither keys nor bodies are kept: a key may be made of something that is nobody's business. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
