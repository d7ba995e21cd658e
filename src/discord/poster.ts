import { DiscordAPIError, type REST } from '@discordjs/rest';
import { type APIMessage, type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord-api-types/v10';
import type { SentMessage } from '../monitor/message.ts';
import type { Millis, Place } from '../monitor/types.ts';
import type { MessageBody } from './messageBody.ts';
import type { WebhookAddress } from './webhookUrl.ts';

/** Of one request, over headers and body, which the library's own limit does not cover. */
const REQUEST_MS: Millis = 25_000;

/** Ends with the attempt that a request belongs to, or when it takes too long by itself. */
export function within(attempt: AbortSignal): AbortSignal {
  return AbortSignal.any([attempt, AbortSignal.timeout(REQUEST_MS)]);
}

/** A forum takes no message outside a post, and a thread may be deleted. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const NEEDS_POST = 220_001;
const UNKNOWN_CHANNEL = 10_003;
/** The post that a webhook opens in a forum for everything it sends. */
const POST_NAME = 'CaptchaAI alerts';

/** Discord said yes, but not what it stored. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

interface Posted {
  readonly messageId: string;
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
    // Discord's answer to a route of its own; its shape is Discord's promise.
    return (answer as RESTPostAPICurrentUserCreateDMChannelResult).id;
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
        return { messageId: (await execute(place, body, threadId, attempt)).id, place };
      } catch (err) {
        if (codeOf(err) !== UNKNOWN_CHANNEL) throw err;
        deletedThreads.add(threadId);
      }
    }
    const { threadId: _gone, ...home } = place;
    try {
      return { messageId: (await execute(home, body, undefined, attempt)).id, place: home };
    } catch (err) {
      if (codeOf(err) !== NEEDS_POST) throw err;
      const message = await execute(home, { ...body, thread_name: POST_NAME }, undefined, attempt);
      return { messageId: message.id, place: { ...home, threadId: message.channel_id } };
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
      const { id: messageId, channel_id: posted } = stored(answer);
      // Discord knows a nonce by its author: the message may be where an earlier try had put it.
      return { messageId, place: place.type === 'channel' ? { type: 'channel', channelId: posted } : place };
    },

    async edit({ place, messageId }: SentMessage, body: MessageBody, attempt: AbortSignal): Promise<void> {
      const signal = within(attempt);
      if (place.type !== 'webhook') {
        await rest.patch(Routes.channelMessage(await channelOf(place, attempt), messageId), { body, signal });
        return;
      }
      const query = new URLSearchParams(place.threadId === undefined ? {} : { thread_id: place.threadId });
      await rest.patch(Routes.webhookMessage(place.webhookId, token, messageId), { auth: false, query, body, signal });
    },
  };
}

export type Poster = ReturnType<typeof createPoster>;

/** A proxy's page in place of Discord's answer is no answer. */
function stored(answer: unknown): APIMessage {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return answer as APIMessage;
  }
  throw new UnreadableAnswerError('Discord answered without the message that it stored');
}

function codeOf(err: unknown): number | string | null {
  return err instanceof DiscordAPIError ? err.code : null;
}
