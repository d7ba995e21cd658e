export const CLOSE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  sessionTimedOut: 4009,
  invalidShard: 4010,
  shardingRequired: 4011,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

const REASONS: Readonly<Record<number, string>> = {
  4000: 'Unknown error.',
  4001: 'Unknown opcode.',
  4002: 'Error while decoding payload.',
  4003: 'Not authenticated.',
  4004: 'Authentication failed.',
  4005: 'Already authenticated.',
  4007: 'Invalid seq.',
  4008: 'Rate limited.',
  4009: 'Session timed out.',
  4010: 'Invalid shard.',
  4011: 'Sharding required.',
  4012: 'Invalid API version.',
  4013: 'Invalid intent(s).',
  4014: 'Disallowed intent(s).',
};

export function closeReason(code: number): string {
  return REASONS[code] ?? '';
}

const RESUMABLE: readonly number[] = [1001, 1006, 4000, CLOSE.unknownOpcode, CLOSE.decodeError];

/** A bot ends its session only by saying goodbye (1000, 1001); Discord keeps it only for faults that may pass. */
export function staysResumable(code: number, by: 'bot' | 'discord'): boolean {
  return by === 'bot' ? code !== 1000 && code !== 1001 : RESUMABLE.includes(code);
}
