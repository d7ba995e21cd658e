import type { REST } from '@discordjs/rest';
import { type APIMessage, Routes } from 'discord-api-types/v10';
import { type DiscordPlace, inDiscord } from '../../discord/place.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import { createBotChannels } from './botChannels.ts';
import type { MessageBody } from './messageBody.ts';
import type { Posting } from './posting.ts';
import { within } from './requestDeadline.ts';
import type { ThreadRequests } from './threadRequests.ts';
import {
  createWebhookPoster,
  type OnPostedIn,
  type Posted,
  type TagsOfWebhook,
  type TokenOf,
} from './webhookPoster.ts';

export interface PosterOptions {
  readonly rest: REST;
  readonly tokenOf: TokenOf;
  /** Whether there is a bot, which wakes what sleeps. */
  readonly hasBot: () => boolean;
  readonly threads: ThreadRequests;
  readonly tagsOfWebhook: TagsOfWebhook;
  readonly onPostedIn: OnPostedIn;
}

/** Sends to Discord's routes, each once; what fails is thrown as the library throws it. */
export function createPoster({ rest, tokenOf, hasBot, threads, tagsOfWebhook, onPostedIn }: PosterOptions) {
  const byWebhook = createWebhookPoster({ rest, tokenOf, tagsOf: tagsOfWebhook, onPostedIn });
  const channelOf = createBotChannels(rest);

  return {
    channelOf,
    async post(place: DiscordPlace, body: MessageBody, posting: Posting, attempt: AbortSignal): Promise<Posted> {
      if (place.type === 'webhook') return byWebhook.post(place, body, posting, attempt);
      if (place.type === 'forum') {
        const first = await threads.openPost(place.channelId, posting.newPost(), body, attempt);
        return { message: first, place: { type: 'channel', channelId: first.channel_id } };
      }
      const channelId = await channelOf(place, attempt);
      // Within a few minutes Discord answers a second message of the same nonce with the first one.
      const nonced = { ...body, nonce: posting.nonce, enforce_nonce: true };
      const answer = await threads.awake(channelId, attempt, () =>
        rest.post(Routes.channelMessages(channelId), {
          body: nonced,
          files: [...posting.files],
          signal: within(attempt),
        }),
      );
      const message = withId<APIMessage>(answer);
      // Discord knows a nonce by its author: the message may be where an earlier try had put it.
      return { message, place: place.type === 'channel' ? { type: 'channel', channelId: message.channel_id } : place };
    },

    async edit(target: SentMessage, body: MessageBody, attempt: AbortSignal): Promise<void> {
      const { messageId } = target;
      const place = inDiscord(target.place);
      if (place.type === 'webhook') {
        const edit = () => byWebhook.edit(place, messageId, body, attempt);
        // A webhook wakes a thread by writing in it, and by nothing else.
        return place.threadId === undefined || !hasBot() ? edit() : threads.awake(place.threadId, attempt, edit);
      }
      // A message stands in the post, not in the forum.
      const channelId = place.type === 'forum' ? messageId : await channelOf(place, attempt);
      const answer = await threads.awake(channelId, attempt, () =>
        rest.patch(Routes.channelMessage(channelId, messageId), { body, signal: within(attempt) }),
      );
      withId(answer);
    },
  };
}

export type Poster = ReturnType<typeof createPoster>;
