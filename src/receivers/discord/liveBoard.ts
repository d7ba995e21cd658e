import type { REST } from '@discordjs/rest';
import { MessageFlags, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import { liveEmbed } from '../../discord/embeds/live.ts';
import { fingerprint } from '../../discord/fingerprint.ts';
import type { InvalidRequests } from '../../discord/invalidRequests.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Logger } from '../../log.ts';
import type { LiveMessage } from '../../monitor/live/live.ts';
import { stateKey } from '../../monitor/live/stateKey.ts';
import type { LiveBoard, LiveOutcome } from '../../monitor/ports/liveBoard.ts';
import type { StatusOverview } from '../../monitor/reports/statusOverview.ts';
import type { Millis } from '../../monitor/time.ts';
import { classifyFailure } from './sendOutcome.ts';

export interface LiveBoardOptions {
  /** One of its own: what Discord refuses or slows down here holds up no alert. */
  readonly rest: REST;
  readonly log: Logger;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
}

/** Less than what is left of a lease that is renewed in time. */
const REQUEST_MS: Millis = 5_000;
const within = () => AbortSignal.timeout(REQUEST_MS);

/** Keeps live statuses as messages of the bot: each request once, and what became of it as data. */
export function createLiveBoard({ rest, log, invalidRequests }: LiveBoardOptions): LiveBoard {
  async function outcomeOf(channelId: string, work: () => Promise<LiveOutcome>): Promise<LiveOutcome> {
    const waitMs = invalidRequests.waitMs();
    if (waitMs > 0) return { outcome: 'wait', afterMs: waitMs, why: 'tooManyInvalidRequests' };
    return work().catch((err: unknown) => {
      log.debug({ err, channelId }, 'live status not sent');
      return liveOutcome(err);
    });
  }
  const isThere = ({ messageId, channelId }: LiveMessage): LiveOutcome => ({ outcome: 'done', messageId, channelId });

  return {
    shown(overview) {
      const { timestamp: _edited, ...text } = embedOf(overview);
      return { state: fingerprint(stateKey(overview)), text: fingerprint(JSON.stringify(text)) };
    },

    create: (channelId, overview, nonce) =>
      outcomeOf(channelId, async () => {
        // Nobody is notified of a message that only stands there.
        const body = { ...bodyOf(overview), nonce, enforce_nonce: true, flags: MessageFlags.SuppressNotifications };
        const answer = await rest.post(Routes.channelMessages(channelId), { body, signal: within() });
        const { id, channel_id } = withId<{ id: string; channel_id: string }>(answer);
        return { outcome: 'done', messageId: id, channelId: channel_id };
      }),

    edit: (message, overview) =>
      outcomeOf(message.channelId, async () => {
        withId(await rest.patch(routeOf(message), { body: bodyOf(overview), signal: within() }));
        return isThere(message);
      }),

    find: (message) =>
      outcomeOf(message.channelId, async () => {
        // Without Read Message History nobody can tell, and the next edit will.
        await rest.get(routeOf(message), { signal: within() }).catch((err: unknown) => {
          if (!REFUSED.has(discordCode(err))) throw err;
        });
        return isThere(message);
      }),

    remove: (message) =>
      outcomeOf(message.channelId, async () => {
        await rest.delete(routeOf(message), { signal: within() });
        return isThere(message);
      }),

    pin: ({ channelId, messageId }) =>
      rest.put(Routes.channelMessagesPin(channelId, messageId), { signal: within() }).then(
        () => true,
        () => false,
      ),
  };
}

const REFUSED: ReadonlySet<number | null> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

function embedOf(overview: StatusOverview) {
  return liveEmbed(overview, languageOf(overview.guild.locale));
}

function bodyOf(overview: StatusOverview) {
  return { embeds: [embedOf(overview)], allowed_mentions: { parse: [] } };
}

function routeOf({ channelId, messageId }: LiveMessage) {
  return Routes.channelMessage(channelId, messageId);
}

/** What a failed request means for a message that can wait. */
export function liveOutcome(err: unknown): LiveOutcome {
  const code = discordCode(err);
  if (code === RESTJSONErrorCodes.UnknownMessage) return { outcome: 'gone' };
  // Edits grow rarer then: a new message in the place of an old one would notify people again.
  if (code === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached) {
    return { outcome: 'wait', afterMs: null, why: 'rateLimited' };
  }
  const outcome = classifyFailure(err);
  if (outcome.outcome === 'retry') return { outcome: 'wait', afterMs: outcome.afterMs, why: outcome.why };
  return { outcome: 'stop', why: outcome.outcome === 'giveUp' ? outcome.why : 'rejected' };
}
