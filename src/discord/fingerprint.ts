import { createHash } from 'node:crypto';

/** Tells one text from another in few characters. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
