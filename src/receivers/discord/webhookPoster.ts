import type { RawFile, REST } from '@discordjs/rest';
import { type APIMessage, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { PostTag } from '../../discord/forumTags.ts';
import type { DiscordPlace } from '../../discord/place.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { MessageBody } from './messageBody.ts';
import type { Posting } from './posting.ts';
import { within } from './requestDeadline.ts';

/** A forum takes no message outside a post, and a thread may be deleted. */
const NEEDS_POST = RESTJSONErrorCodes.WebhooksPostedToForumChannelsMustHaveAThreadNameOrThreadId;
const UNKNOWN_CHANNEL = RESTJSONErrorCodes.UnknownChannel;
/** The post that a webhook opens in a forum for everything it sends. */
const POST_NAME = 'CaptchaAI alerts';

export interface Posted {
  /** As Discord stored it. */
  readonly message: APIMessage;
  readonly place: DiscordPlace;
}

export type WebhookPlace = Extract<DiscordPlace, { type: 'webhook' }>;

/** The token of a webhook by its id; null of one that is not ours. */
export type TokenOf = (webhookId: string) => string | null;

/** The tags, by id, of a post that a webhook is to open. */
export type TagsOfWebhook = (
  place: WebhookPlace,
  wanted: readonly PostTag[],
  attempt: AbortSignal,
) => Promise<readonly string[]>;

/** A webhook has posted in its channel. */
export type OnPostedIn = (webhookId: string, channelId: string) => Promise<void>;

interface WebhookPosterOptions {
  readonly rest: REST;
  readonly tokenOf: TokenOf;
  readonly tagsOf: TagsOfWebhook;
  readonly onPostedIn: OnPostedIn;
}

/** Sends with a webhook's token, and so without the bot. */
export function createWebhookPoster({ rest, tokenOf, tagsOf, onPostedIn }: WebhookPosterOptions) {
  const deletedThreads = new Set<string>();

  async function execute(
    place: WebhookPlace,
    body: object,
    threadId: string | undefined,
    attempt: AbortSignal,
    files: readonly RawFile[] = [],
  ): Promise<APIMessage> {
    const query = new URLSearchParams({ wait: 'true' });
    // Without it Discord drops the buttons of a webhook that a person made, without a word.
    if ('components' in body) query.set('with_components', 'true');
    if (threadId !== undefined) query.set('thread_id', threadId);
    const signal = within(attempt);
    const token = tokenOf(place.webhookId) ?? '';
    const options = { auth: false, query, body, files: [...files], signal };
    return withId(await rest.post(Routes.webhook(place.webhookId, token), options));
  }

  return {
    async post(
      place: WebhookPlace,
      body: MessageBody,
      { newPost, isOnlyThere, files }: Omit<Posting, 'nonce'>,
      attempt: AbortSignal,
    ): Promise<Posted> {
      const { webhookId, threadId } = place;
      if (place.isPost) {
        const { name, tags } = newPost();
        const applied = await tagsOf(place, tags, attempt);
        const named = { ...body, thread_name: name, ...(applied.length === 0 ? {} : { applied_tags: applied }) };
        const message = await execute(place, named, undefined, attempt);
        return { message, place: { type: 'webhook', webhookId, threadId: message.channel_id } };
      }
      if (threadId !== undefined && (isOnlyThere || !deletedThreads.has(threadId))) {
        try {
          return { message: await execute(place, body, threadId, attempt, files), place };
        } catch (err) {
          if (isOnlyThere || discordCode(err) !== UNKNOWN_CHANNEL) throw err;
          deletedThreads.add(threadId);
        }
      }
      const { threadId: _gone, ...home } = place;
      try {
        const message = await execute(home, body, undefined, attempt);
        await onPostedIn(webhookId, message.channel_id);
        return { message, place: home };
      } catch (err) {
        if (discordCode(err) !== NEEDS_POST) throw err;
        const message = await execute(home, { ...body, thread_name: POST_NAME }, undefined, attempt);
        return { message, place: { ...home, threadId: message.channel_id } };
      }
    },

    async edit(
      { webhookId, threadId }: WebhookPlace,
      messageId: string,
      body: MessageBody,
      attempt: AbortSignal,
    ): Promise<void> {
      const query = new URLSearchParams(threadId === undefined ? {} : { thread_id: threadId });
      const options = { auth: false, query, body, signal: within(attempt) };
      withId(await rest.patch(Routes.webhookMessage(webhookId, tokenOf(webhookId) ?? '', messageId), options));
    },
  };
}
