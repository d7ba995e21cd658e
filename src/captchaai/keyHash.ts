import { createHash } from 'node:crypto';

const HASH_CHARACTERS = 16;

/** Tells one API key from another, and gives nothing of either away. */
export function keyHash(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, HASH_CHARACTERS);
}
