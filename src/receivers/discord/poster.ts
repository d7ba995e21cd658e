import type { REST } from '@discordjs/rest';
import { type APIMessage, Routes } from 'discord-api-types/v10';
import { withId } from '../../discord/wholeAnswer.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import type { Place } from '../../monitor/types.ts';
import { createBotChannels } from './botChannels.ts';
import type { MessageBody } from './messageBody.ts';
import { within } from './requestDeadline.ts';
import { createWebhookPoster, type Posted, type TokenOf } from './webhookPoster.ts';

/** Sends to Discord's routes, each once; what fails is thrown as the library throws it. */
export function createPoster(rest: REST, tokenOf: TokenOf) {
  const byWebhook = createWebhookPoster(rest, tokenOf);
  const channelOf = createBotChannels(rest);

  return {
    channelOf,
    async post(place: Place, body: MessageBody, nonce: string, attempt: AbortSignal): Promise<Posted> {
      if (place.type === 'webhook') return byWebhook.post(place, body, attempt);
      const channelId = await channelOf(place, attempt);
      // Within a few minutes Discord answers a second message of the same nonce with the first one.
      const nonced = { ...body, nonce, enforce_nonce: true };
      const signal = within(attempt);
      const answer = await rest.post(Routes.channelMessages(channelId), { body: nonced, signal });
      const message = withId<APIMessage>(answer);
      // Discord knows a nonce by its author: the message may be where an earlier try had put it.
      return { message, place: place.type === 'channel' ? { type: 'channel', channelId: message.channel_id } : place };
    },

    async edit({ place, messageId }: SentMessage, body: MessageBody, attempt: AbortSignal): Promise<void> {
      if (place.type === 'webhook') return byWebhook.edit(place, messageId, body, attempt);
      const signal = within(attempt);
      withId(await rest.patch(Routes.channelMessage(await channelOf(place, attempt), messageId), { body, signal }));
    },
  };
}

export type Poster = ReturnType<typeof createPoster>;
