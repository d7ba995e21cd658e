import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { isPassing, neverLeft } from '../../discord/connect.ts';
import { discordCode } from '../../discord/discordCode.ts';
import { UnreadableAnswerError } from '../../discord/wholeAnswer.ts';
import { PacedError } from '../../discord/withinLimits.ts';
import type { Logger } from '../../log.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { PlaceTrouble } from '../../monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import { HOUR, MINUTE, type Millis } from '../../monitor/time.ts';

/** Discord's answer to a banned address names no time (discord-api-docs#5810); ask again, but rarely. */
const WITHOUT_RETRY_AFTER_MS: Millis = MINUTE;

/** A clock that was set back makes the library wait for as long; whatever Discord says, asking once an hour is little. */
const LONGEST_WAIT_MS: Millis = HOUR;

/** A slow mode that ends sooner is waited for. */
const SHORT_SLOW_MODE_MS: Millis = MINUTE;

const TROUBLE_OF: ReadonlyMap<number, PlaceTrouble> = new Map<number, PlaceTrouble>([
  [Code.UnknownChannel, 'destinationGone'],
  [Code.UnknownGuild, 'destinationGone'],
  [Code.UnknownUser, 'destinationGone'],
  [Code.UnknownWebhook, 'destinationGone'],
  [Code.InvalidWebhookToken, 'destinationGone'],
  [Code.MissingAccess, 'notAllowed'],
  [Code.MissingPermissions, 'notAllowed'],
  [Code.ChannelVerificationLevelTooHighForYouToGainAccess, 'notAllowed'],
  [Code.CannotSendMessagesToThisUser, 'notAllowed'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'notAllowed'],
  [Code.UserBannedFromThisGuild, 'notAllowed'],
  [Code.InvalidActionOnArchivedThread, 'threadClosed'],
  [Code.ThreadLocked, 'threadClosed'],
  [Code.MaximumActiveThreads, 'threadsFull'],
  [Code.MaximumActiveAnnouncementThreads, 'threadsFull'],
  [Code.MaximumThreadParticipantsReached, 'threadsFull'],
  [Code.TagRequiredToCreateAForumPostInThisChannel, 'tagRequired'],
  [Code.ThereAreNoTagsAvailableThatCanBeSetByNonModerators, 'tagRequired'],
  [Code.MessageWasBlockedByAutomaticModeration, 'autoMod'],
  [Code.TitleWasBlockedByAutomaticModeration, 'autoMod'],
  [Code.MessageBlockedByHarmfulLinksFilter, 'autoMod'],
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, 'slowMode'],
  [Code.CannotSendAMessageInAForumChannel, 'channelKind'],
  [Code.CannotExecuteActionOnDMChannel, 'channelKind'],
  [Code.CannotSendMessagesInNonTextChannel, 'channelKind'],
  [Code.CannotExecuteActionOnThisChannelType, 'channelKind'],
  [Code.WebhooksPostedToForumChannelsMustHaveAThreadNameOrThreadId, 'channelKind'],
  [Code.WebhooksPostedToForumChannelsCannotHaveBothAThreadNameAndThreadId, 'channelKind'],
  [Code.WebhooksCanOnlyCreateThreadsInForumChannels, 'channelKind'],
  [Code.WebhookServicesCannotBeUsedInForumChannels, 'channelKind'],
]);

/** About the whole bot or all of Discord: another place would not help. */
const PASSING: ReadonlySet<number> = new Set([
  Code.Unauthorized,
  Code.OpeningDirectMessagesTooFast,
  Code.SendMessagesHasBeenTemporarilyDisabled,
  Code.FeatureTemporarilyDisabledServerSide,
  Code.ServiceResourceIsBeingRateLimited,
  Code.CloudflareIsBlockingYourRequest,
  Code.InvalidToken,
  Code.ChannelSendRateLimit,
  Code.ServerSendRateLimit,
  Code.APIResourceOverloaded,
]);

/** What a failed attempt to send means: try again, or never again, why, and whether it may have been stored all the same. */
export function classifyFailure(err: unknown): SendOutcome {
  if (err instanceof PacedError) return { outcome: 'retry', afterMs: err.waitMs, why: 'paced' };
  if (err instanceof RateLimitError) {
    const isUsable = err.retryAfter > 0 && Number.isFinite(err.retryAfter);
    const afterMs = isUsable ? Math.min(err.retryAfter, LONGEST_WAIT_MS) : WITHOUT_RETRY_AFTER_MS;
    return { outcome: 'retry', afterMs, why: 'rateLimited' };
  }
  if (err instanceof DiscordAPIError) return classifyAnswer(err.status, discordCode(err), retryAfterMsOf(err));
  if (err instanceof HTTPError) return classifyAnswer(err.status, null);
  if (neverLeft(err)) return { outcome: 'retry', afterMs: null, why: 'unreachable' };
  if (isPassing(err)) return { outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true };
  if (err instanceof UnreadableAnswerError || err instanceof SyntaxError) {
    return { outcome: 'retry', afterMs: null, why: 'unreadableAnswer', isUncertain: true };
  }
  // Nothing that we know: better tried again than lost.
  return { outcome: 'retry', afterMs: null, why: 'unknownFailure', isUncertain: true };
}

/** Writes to the log what failed, and answers what it means. */
export function failedOutcome(err: unknown, { id, message }: Delivery, log: Pick<Logger, 'warn'>): SendOutcome {
  // Our own pace is no failure.
  if (!(err instanceof PacedError)) log.warn({ err, deliveryId: id, type: message.type }, 'send failed');
  return classifyFailure(err);
}

/** By status and by Discord's own code, never by text. `code` is null where the answer is not Discord's. */
export function classifyAnswer(status: number, code: number | null, retryAfterMs: Millis | null = null): SendOutcome {
  if (status === 429) return { outcome: 'retry', afterMs: WITHOUT_RETRY_AFTER_MS, why: 'rateLimited' };
  // A gateway that gave up waiting does not know what became of the request.
  if (status >= 500) return { outcome: 'retry', afterMs: null, why: 'discordFailed', status, isUncertain: true };
  // Whatever turned it away stands before Discord, so nothing was stored: as uncertain, three such pages would be three copies.
  if (code === null) return { outcome: 'retry', afterMs: null, why: 'pageInBetween' };
  const trouble = TROUBLE_OF.get(code);
  if (trouble === 'slowMode' && retryAfterMs !== null && retryAfterMs <= SHORT_SLOW_MODE_MS) {
    return { outcome: 'retry', afterMs: retryAfterMs, why: 'slowMode' };
  }
  if (trouble !== undefined) return { outcome: 'giveUp', why: trouble };
  if (PASSING.has(code) || (code === 0 && status !== 400)) {
    return { outcome: 'retry', afterMs: null, why: 'discordBusy', status };
  }
  // No code that we know to be about permissions: it may pass, and is not tried for ever.
  if (status === 401 || status === 403) {
    return { outcome: 'retry', afterMs: null, why: 'refused', status, isRefusal: true };
  }
  return { outcome: 'giveUp', why: 'rejected' };
}

/** Discord counts in seconds. */
function retryAfterMsOf({ rawError }: DiscordAPIError): Millis | null {
  const seconds = 'retry_after' in rawError ? Number(rawError.retry_after) : Number.NaN;
  return seconds >= 0 && Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : null;
}
