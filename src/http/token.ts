import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { BadRequest } from './solveResultBody.ts';

/**
 * Refuses requests without the token, before their body is read. Wrong ones are counted by `count`: an address with too
 * many is asked to wait, while the right token still passes, so that one worker with a typing error cannot lock out
 * the others behind its address.
 */
export function requireToken(
  token: string,
  count: (request: FastifyRequest) => Promise<object>,
  onRefused: (request: FastifyRequest, why: 'missingToken' | 'wrongToken') => void,
): preParsingHookHandler {
  const expected = sha256(token);
  return (request, _reply, _payload, done) => {
    const given = request.headers.authorization;
    if (given !== undefined && isBearer(given, expected)) {
      done();
      return;
    }
    onRefused(request, given === undefined ? 'missingToken' : 'wrongToken');
    count(request)
      .then((counted) => done('isExceeded' in counted && counted.isExceeded ? tooMany() : unauthorized(given)))
      .catch(done);
  };
}

/** The name of the scheme is the same in capitals (RFC 9110, 11.1). Hashes make the comparison independent of the token. */
function isBearer(given: string, expected: Buffer): boolean {
  const [, token] = /^bearer +(\S+)$/i.exec(given) ?? [];
  return token !== undefined && timingSafeEqual(sha256(token), expected);
}

function unauthorized(given: string | undefined): BadRequest {
  const what = given === undefined ? 'is missing' : 'is not the one of this monitor';
  return new BadRequest(`The bearer token ${what}. Send "Authorization: Bearer" with INGEST_TOKEN.`, null, 401);
}

function tooMany(): BadRequest {
  return new BadRequest('Too many requests with a wrong or missing bearer token. Correct it, then wait.', null, 429);
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
