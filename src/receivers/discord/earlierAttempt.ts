import { discordCode } from '../../discord/discordCode.ts';
import { isSamePlace } from '../../monitor/delivery/place.ts';
import { type Clock, MINUTE, type Millis } from '../../monitor/time.ts';
import type { Attempt } from './attempt.ts';
import { attemptBody } from './attemptBody.ts';
import type { Look } from './lookForMessage.ts';
import type { Found } from './searchChannel.ts';

/** `nonced`: sent again, it is still the same message to Discord. */
export type Earlier = Found | 'nonced';

/** Discord knows a nonce for "the past few minutes", without saying how many. */
const NONCE_HOLDS_MS: Millis = MINUTE;

/** Answers what is known of the tries before an attempt. */
export function createEarlierAttempt(look: Look, clock: Clock) {
  return async (attempt: Attempt): Promise<Earlier> => {
    const { uncertain } = attempt.delivery;
    if (uncertain === null) return 'absent';
    // Notes and mentions may have been others then.
    const body = attemptBody({ ...attempt, guild: { ...attempt.guild, mention: null }, detour: null }, false);
    const { since, place } = uncertain;
    const isSame = isSamePlace(place, attempt.place);
    if (isSame && place.type !== 'webhook' && isWithin(clock.now() - since, NONCE_HOLDS_MS)) return 'nonced';
    const wanted = { since, body, others: attempt.delivery.others ?? [], attempt: attempt.ends };
    if (isSame) return look(place, wanted);
    // The place was changed meanwhile: trouble with the old one says nothing of the new one.
    return look(place, wanted).catch((err: unknown) => {
      if (discordCode(err) !== null) return 'unknown' as const;
      throw err;
    });
  };
}

/** A clock that was set back says nothing of how long ago something was. */
function isWithin(ago: Millis, span: Millis): boolean {
  return ago >= 0 && ago < span;
}
