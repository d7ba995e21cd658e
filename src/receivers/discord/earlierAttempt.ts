import { discordCode } from '../../discord/discordCode.ts';
import { type DiscordPlace, inDiscord } from '../../discord/place.ts';
import { isSamePlace } from '../../monitor/delivery/place.ts';
import type { Attempt } from '../../monitor/ports/receiver.ts';
import { type Clock, MINUTE, type Millis } from '../../monitor/time.ts';
import { attemptBody } from './attemptBody.ts';
import type { FindSentMessage } from './findSentMessage.ts';
import type { Found } from './searchChannel.ts';

/** Discord knows a nonce for "the past few minutes", without saying how many. */
const NONCE_HOLDS_MS: Millis = MINUTE;

/** Answers what is known of the attempts before one. What fails is thrown as the library throws it. */
export function createEarlierAttempt(findSentMessage: FindSentMessage, clock: Clock) {
  return async (attempt: Attempt, ends: AbortSignal): Promise<Found | 'deduplicated'> => {
    const { uncertain, others = [] } = attempt.delivery;
    if (uncertain === null) return 'absent';
    const { since } = uncertain;
    const place = inDiscord(uncertain.place);
    const isSame = isSamePlace(place, attempt.place);
    // Sent again under its nonce, it is still the same message to Discord.
    if (isSame && isNonced(place) && isWithin(clock.now() - since, NONCE_HOLDS_MS)) return 'deduplicated';
    // Notes and mentions may have been others then.
    const bare = { ...attempt, guild: { ...attempt.guild, mention: null }, fallbackFor: null };
    const body = attemptBody(bare, { found: 'absent', pingFailure: null });
    const wanted = { since, body, others, attempt: ends, guildId: attempt.guild.id };
    if (isSame) return findSentMessage(place, wanted);
    // The place was changed meanwhile: trouble with the old one says nothing of the new one.
    return findSentMessage(place, wanted).catch((err: unknown) => {
      if (discordCode(err) !== null) return 'unknown' as const;
      throw err;
    });
  };
}

/** A webhook has no nonce, and neither has what opens a post. */
function isNonced({ type }: DiscordPlace): boolean {
  return type === 'channel' || type === 'user';
}

/** A clock that was set back says nothing of how long ago something was. */
function isWithin(ago: Millis, span: Millis): boolean {
  return ago >= 0 && ago < span;
}
