import type { IncomingHttpHeaders } from 'node:http';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { preParsingHookHandler, RequestPayload } from 'fastify';
import { BadRequest } from './solveResultBody.ts';

/** The names that HTTP has for it (RFC 9110, 8.4.1.3). */
const GZIP = /^\s*(?:x-)?gzip\s*$/i;

export function isGzip({ 'content-encoding': encoding = '' }: IncomingHttpHeaders): boolean {
  return GZIP.test(encoding);
}

/**
 * Unpacks bodies that were sent with gzip. A small body can unpack into an endless one, so no more than the largest body that is taken
 * is ever unpacked.
 */
export function gunzipBodies(largestBytes: number): preParsingHookHandler {
  return ({ headers }, _reply, payload, done) => {
    if (!isGzip(headers)) done(null, payload);
    else done(null, unpacked(payload, largestBytes));
  };
}

function unpacked(packed: RequestPayload, largestBytes: number): RequestPayload {
  let bytes = 0;
  const out: Transform & { receivedEncodedLength?: number } = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      if (bytes > largestBytes) next(new BadRequest(tooLarge(largestBytes), null, 413));
      else next(null, chunk);
    },
  });
  // Fastify compares this with Content-Length, which speaks of the packed body.
  out.receivedEncodedLength = 0;
  packed.on('data', (chunk: Buffer) => {
    out.receivedEncodedLength = (out.receivedEncodedLength ?? 0) + chunk.length;
  });
  const gunzip = createGunzip();
  gunzip.on('error', () => out.destroy(new BadRequest('The body is not valid gzip.', null)));
  packed.on('error', (err) => out.destroy(err));
  out.on('close', () => gunzip.destroy());
  packed.pipe(gunzip).pipe(out);
  return out;
}

export function tooLarge(largestBytes: number): string {
  return `The body is larger than ${largestBytes} bytes. Send fewer results at a time.`;
}
