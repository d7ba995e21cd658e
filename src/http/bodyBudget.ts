import type { preParsingHookHandler } from 'fastify';
import { MonitorError } from '../monitor/errors.ts';

/** The number of connections bounds these, and there are thousands of them a second. */
const SMALL_BYTES = 16_384;

/**
 * Refuses a body where those of the requests under way are large enough already: what a request takes up is held from before
 * its body is read until its answer has gone. One of unknown length, or that has to be unpacked, counts as the largest that is taken, small ones not at all.
 */
export function limitBodies(mostBytes: number, largestBytes: number): preParsingHookHandler {
  let held = 0;
  return ({ raw: { headers } }, { raw: answer }, _payload, done) => {
    const isPacked = headers['content-encoding'] !== undefined;
    const unknown = headers['transfer-encoding'] === undefined ? 0 : largestBytes;
    const bytes = isPacked ? largestBytes : Math.min(Number(headers['content-length'] ?? unknown), largestBytes);
    if (bytes <= SMALL_BYTES) {
      done();
      return;
    }
    if (held + bytes > mostBytes) {
      done(new MonitorError('overloaded', {}));
      return;
    }
    held += bytes;
    // Comes also where the caller has gone.
    answer.once('close', () => {
      held -= bytes;
    });
    done();
  };
}
