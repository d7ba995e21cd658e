import type { REST } from '@discordjs/rest';
import { type RESTPostAPIChannelMessageResult, Routes } from 'discord-api-types/v10';
import type { Logger } from '../log.ts';
import type { Delivery, SendOutcome, SentMessage } from '../monitor/message.ts';
import type { Notifier } from '../monitor/ports.ts';
import type { Destination, Guild, Millis } from '../monitor/types.ts';
import { editBody, type MessageBody, messageBody } from './messageBody.ts';
import { classifyFailure } from './sendOutcome.ts';
import type { WebhookAddress } from './webhookUrl.ts';
import { languageOf } from './words/languages.ts';

export interface NotifierOptions {
  readonly rest: REST;
  readonly webhook: WebhookAddress | null;
  readonly log: Logger;
}

/** Over headers and body, which the library's own limit does not cover. Shorter than the lease of a delivery. */
const ATTEMPT_MS: Millis = 25_000;

/** Sends messages to a guild's webhook or channel: one attempt a call, and what came of it as data. */
export function createNotifier({ rest, webhook, log }: NotifierOptions): Notifier {
  const token = webhook?.token ?? '';

  async function post(place: Destination, body: MessageBody, delivery: Delivery): Promise<string> {
    const signal = AbortSignal.timeout(ATTEMPT_MS);
    if (place.type === 'channel') {
      // Within a few minutes Discord answers a second message of the same nonce with the first one.
      const nonced = { ...body, nonce: nonceOf(delivery), enforce_nonce: true };
      return messageId(await rest.post(Routes.channelMessages(place.channelId), { body: nonced, signal }));
    }
    // Without it Discord drops the buttons of a webhook that a person made, without a word.
    const query = new URLSearchParams({ wait: 'true', ...(body.components ? { with_components: 'true' } : {}) });
    return messageId(await rest.post(Routes.webhook(place.webhookId, token), { auth: false, query, body, signal }));
  }

  async function edit({ place, messageId: id }: SentMessage, body: MessageBody): Promise<void> {
    const signal = AbortSignal.timeout(ATTEMPT_MS);
    if (place.type === 'channel') await rest.patch(Routes.channelMessage(place.channelId, id), { body, signal });
    else await rest.patch(Routes.webhookMessage(place.webhookId, token, id), { auth: false, body, signal });
  }

  async function attempt(delivery: Delivery, guild: Guild): Promise<SendOutcome> {
    const { destination } = guild;
    const language = languageOf(guild.locale);
    const { message, target } = delivery;
    if (message.type === 'edit') {
      if (target === null) return { outcome: 'giveUp', why: 'nothingToEdit' };
      await edit(target, editBody(target, message.state, guild, language));
      return { outcome: 'delivered', messageId: target.messageId, place: target.place };
    }
    if (destination === null) return { outcome: 'giveUp', why: 'noDestination' };
    const id = await post(destination, messageBody(message, delivery, destination, guild, language), delivery);
    return { outcome: 'delivered', messageId: id, place: destination };
  }

  return {
    async send(delivery, guild) {
      try {
        return await attempt(delivery, guild);
      } catch (err) {
        log.warn({ err, deliveryId: delivery.id, type: delivery.message.type }, 'send failed');
        const outcome = classifyFailure(err);
        // An edit is a courtesy: a message that somebody deleted, or a place that is gone, is no trouble of the guild's.
        const lost = delivery.message.type === 'edit' && outcome.outcome === 'giveUp';
        return lost ? { outcome: 'giveUp', why: 'nothingToEdit' } : outcome;
      }
    },
  };
}

/** At most 25 characters; the time tells apart deliveries of a database that was begun anew. */
function nonceOf({ id, createdAt }: Delivery): string {
  return `${createdAt.toString(36)}-${id.toString(36)}`;
}

/** Discord's answer to a stored message; its shape is Discord's promise. */
function messageId(answer: unknown): string {
  return (answer as RESTPostAPIChannelMessageResult).id;
}
