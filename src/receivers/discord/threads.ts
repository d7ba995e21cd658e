import type { REST } from '@discordjs/rest';
import { type RESTGetAPIWebhookWithTokenResult, Routes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import { type PostTag, stateTag } from '../../discord/forumTags.ts';
import { type DiscordPlace, inDiscord } from '../../discord/place.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { Language } from '../../discord/words/language.ts';
import type { Logger } from '../../log.ts';
import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import { isSamePlace } from '../../monitor/delivery/place.ts';
import type { Guild } from '../../monitor/types.ts';
import { alertParts } from './messageEmbeds.ts';
import { threadName } from './newPost.ts';
import { within } from './requestDeadline.ts';
import { isPost } from './route/incidentThread.ts';
import { createThreadRequests } from './threadRequests.ts';
import type { TokenOf, WebhookPlace } from './webhookPoster.ts';

export interface ThreadsOptions {
  readonly rest: REST;
  readonly tokenOf: TokenOf;
  /** Whether there is a bot, which alone sees the tags of a forum. */
  readonly hasBot: () => boolean;
  readonly log: Pick<Logger, 'info'>;
}

type Post = Pick<SentMessage, 'place' | 'messageId'>;

/** The threads and posts of incidents. What fails is thrown as the library throws it, but for tags that Discord refuses. */
export function createThreads({ rest, tokenOf, hasBot, log }: ThreadsOptions) {
  const requests = createThreadRequests(rest);

  /** The channel that a message was sent to; null where there is none. */
  async function channelOf(place: DiscordPlace, attempt: AbortSignal): Promise<string | null> {
    if (place.type === 'channel') return place.channelId;
    const token = place.type === 'webhook' ? tokenOf(place.webhookId) : null;
    if (place.type !== 'webhook' || token === null) return null;
    const options = { auth: false, signal: within(attempt) };
    const answer = await rest.get(Routes.webhook(place.webhookId, token), options);
    return withId<RESTGetAPIWebhookWithTokenResult>(answer).channel_id;
  }

  /** Webhooks whose posts the bot may not tag. */
  const untaggable = new Set<string>();

  /** Only who opened a post, or a moderator, sets its tags later: of a webhook's post the bot finds that out once. */
  function mayTag(first: Post, { destination }: Pick<Guild, 'destination'>): boolean {
    // What a webhook of a forum opened for all alerts is the guild's own place, and the post of no incident.
    if (!isPost(first) || (destination !== null && isSamePlace(first.place, destination))) return false;
    const place = inDiscord(first.place);
    if (place.type === 'channel') return true;
    return place.type === 'webhook' && hasBot() && !untaggable.has(place.webhookId);
  }

  /** Without its tags a post tells the same. */
  async function setTags(
    { messageId: postId, ...post }: Post,
    tags: readonly PostTag[],
    attempt: AbortSignal,
  ): Promise<void> {
    await requests.setTags(postId, tags, attempt).catch((err: unknown) => {
      if (discordCode(err) === null) throw err;
      const place = inDiscord(post.place);
      if (place.type === 'webhook') untaggable.add(place.webhookId);
      log.info({ err, postId }, 'tags of a post not set');
    });
  }

  return {
    requests,

    /** The tags of a post that a webhook is to open. A bot that does not see its forum keeps no alert back. */
    async tagsOfWebhook(
      place: WebhookPlace,
      wanted: readonly PostTag[],
      attempt: AbortSignal,
    ): Promise<readonly string[]> {
      if (!hasBot()) return [];
      try {
        const forumId = await channelOf(place, attempt);
        return forumId === null ? [] : await requests.tagsFor(forumId, wanted, attempt);
      } catch (err) {
        if (discordCode(err) === null) throw err;
        log.info({ err, webhookId: place.webhookId }, 'post without tags: the bot does not see the forum');
        return [];
      }
    },

    /** Opens a thread from the first message of an incident, or finds the one that is there. */
    async open(target: SentMessage, language: Language, attempt: AbortSignal): Promise<SendOutcome> {
      const alerts = alertParts(target.parts ?? [{ ...target, about: null, state: null }]);
      const channelId = await channelOf(inDiscord(target.place), attempt);
      if (channelId === null || alerts === null) return { outcome: 'giveUp', why: 'nothingToEdit' };
      const [first, ...others] = alerts;
      const name = threadName([first.message, ...others.map(({ message }) => message)], language);
      const id = await requests.start(channelId, target.messageId, name, attempt);
      return { outcome: 'delivered', messageId: id, place: { type: 'channel', channelId: id } };
    },

    /** A post says how bad its incident is by now. The alert has arrived, so that nothing of this is tried again. */
    async tagSeverity({ message, first }: Delivery, guild: Guild, attempt: AbortSignal): Promise<void> {
      if (message.type !== 'alert' || first === undefined || !mayTag(first, guild)) return;
      await setTags(first, [message.severity], attempt).catch((err: unknown) =>
        log.info({ err, postId: first.messageId }, 'tags of a post not set'),
      );
    },

    /** A post says what became of its incident, and how bad that is by now. */
    async tagState(
      { message, incidentNow }: Delivery,
      target: SentMessage,
      guild: Guild,
      attempt: AbortSignal,
    ): Promise<void> {
      if (message.type !== 'edit' || !mayTag(target, guild)) return;
      const states = target.parts?.map(({ state }) => state) ?? [message.state];
      const isOne = states.length === 1 && incidentNow !== undefined;
      const tags = [...(isOne ? [incidentNow.severity] : []), stateTag(states)];
      await setTags(target, tags, attempt);
    },
  };
}

export type Threads = ReturnType<typeof createThreads>;
