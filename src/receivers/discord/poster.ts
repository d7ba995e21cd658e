import type { REST } from '@discordjs/rest';
import { type APIMessage, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { SentMessage } from '../../monitor/alerts/message.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Place } from '../../monitor/types.ts';
import type { MessageBody } from './messageBody.ts';

/** Of one request, over headers and body, which the library's own limit does not cover. */
const REQUEST_MS: Millis = 25_000;

/** Ends with the attempt that a request belongs to, or when it takes too long by itself. */
export function within(attempt: AbortSignal): AbortSignal {
  return AbortSignal.any([attempt, AbortSignal.timeout(REQUEST_MS)]);
}

/** A forum takes no message outside a post, and a thread may be deleted. */
const NEEDS_POST = RESTJSONErrorCodes.WebhooksPostedToForumChannelsMustHaveAThreadNameOrThreadId;
const UNKNOWN_CHANNEL = RESTJSONErrorCodes.UnknownChannel;
/** The post that a webhook opens in a forum for everything it sends. */
const POST_NAME = 'CaptchaAI alerts';

interface Posted {
  /** As Discord stored it. */
  readonly message: APIMessage;
  readonly place: Place;
}

type WebhookPlace = Extract<Place, { type: 'webhook' }>;

/** Sends to Discord's routes, each once; what fails is thrown as the library throws it. */
export function createPoster(rest: REST, webhook: WebhookAddress | null) {
  const token = webhook?.token ?? '';
  const directChannels = new Map<string, Promise<string>>();
  const deletedThreads = new Set<string>();

  /** The channel in which a place can be read and written as the bot. */
  async function channelOf(place: Exclude<Place, WebhookPlace>, attempt: AbortSignal): Promise<string> {
    if (place.type === 'channel') return place.channelId;
    const opened = directChannels.get(place.userId) ?? openDirect(place.userId, attempt);
    directChannels.set(place.userId, opened);
    // A failure is not remembered: the next message tries again.
    opened.catch(() => directChannels.delete(place.userId));
    return opened;
  }

  async function openDirect(userId: string, attempt: AbortSignal): Promise<string> {
    const answer = await rest.post(Routes.userChannels(), {
      body: { recipient_id: userId },
      signal: within(attempt),
    });
    return withId(answer).id;
  }

  async function execute(
    place: WebhookPlace,
    body: object,
    threadId: string | undefined,
    attempt: AbortSignal,
  ): Promise<APIMessage> {
    const query = new URLSearchParams({ wait: 'true' });
    // Without it Discord drops the buttons of a webhook that a person made, without a word.
    if ('components' in body) query.set('with_components', 'true');
    if (threadId !== undefined) query.set('thread_id', threadId);
    const signal = within(attempt);
    return stored(await rest.post(Routes.webhook(place.webhookId, token), { auth: false, query, body, signal }));
  }

  async function postByWebhook(place: WebhookPlace, body: MessageBody, attempt: AbortSignal): Promise<Posted> {
    const { threadId } = place;
    if (threadId !== undefined && !deletedThreads.has(threadId)) {
      try {
        return { message: await execute(place, body, threadId, attempt), place };
      } catch (err) {
        if (discordCode(err) !== UNKNOWN_CHANNEL) throw err;
        deletedThreads.add(threadId);
      }
    }
    const { threadId: _gone, ...home } = place;
    try {
      return { message: await execute(home, body, undefined, attempt), place: home };
    } catch (err) {
      if (discordCode(err) !== NEEDS_POST) throw err;
      const message = await execute(home, { ...body, thread_name: POST_NAME }, undefined, attempt);
      return { message, place: { ...home, threadId: message.channel_id } };
    }
  }

  return {
    channelOf,
    async post(place: Place, body: MessageBody, nonce: string, attempt: AbortSignal): Promise<Posted> {
      if (place.type === 'webhook') return postByWebhook(place, body, attempt);
      const channelId = await channelOf(place, attempt);
      // Within a few minutes Discord answers a second message of the same nonce with the first one.
      const nonced = { ...body, nonce, enforce_nonce: true };
      const signal = within(attempt);
      const answer = await rest.post(Routes.channelMessages(channelId), { body: nonced, signal });
      const message = stored(answer);
      // Discord knows a nonce by its author: the message may be where an earlier try had put it.
      return { message, place: place.type === 'channel' ? { type: 'channel', channelId: message.channel_id } : place };
    },

    async edit({ place, messageId }: SentMessage, body: MessageBody, attempt: AbortSignal): Promise<void> {
      const signal = within(attempt);
      if (place.type !== 'webhook') {
        stored(await rest.patch(Routes.channelMessage(await channelOf(place, attempt), messageId), { body, signal }));
        return;
      }
      const query = new URLSearchParams(place.threadId === undefined ? {} : { thread_id: place.threadId });
      const options = { auth: false, query, body, signal };
      stored(await rest.patch(Routes.webhookMessage(place.webhookId, token, messageId), options));
    },
  };
}

export type Poster = ReturnType<typeof createPoster>;

/** A message as Discord stored it. */
function stored(answer: unknown): APIMessage {
  return withId<APIMessage>(answer);
}
