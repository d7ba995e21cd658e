/**
 * Why a mention notified nobody. `notPinged`: Discord says so of a message that it has stored, and not why.
 */
export const PING_FAILURES = ['roleGone', 'notMentionable', 'memberGone', 'notPinged'] as const;

export type PingFailure = (typeof PING_FAILURES)[number];
