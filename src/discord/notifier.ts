import type { REST } from '@discordjs/rest';
import { type RESTPostAPIChannelMessageResult, Routes } from 'discord-api-types/v10';
import type { Logger } from '../log.ts';
import type { Notifier } from '../monitor/ports.ts';
import type { Delivery, Destination, Millis } from '../monitor/types.ts';
import type { WebhookAddress } from '../webhookUrl.ts';
import { type MessageBody, messageBody } from './messageBody.ts';
import { classifyFailure } from './sendOutcome.ts';

export interface NotifierOptions {
  readonly rest: REST;
  readonly webhook: WebhookAddress | null;
  readonly log: Logger;
}

/** Over headers and body, which the library's own limit does not cover. Shorter than the lease of a delivery. */
const ATTEMPT_MS: Millis = 25_000;

/** Sends messages to a guild's webhook or channel: one attempt a call, and what came of it as data. */
export function createNotifier({ rest, webhook, log }: NotifierOptions): Notifier {
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  const gone = new Set<string>();

  async function post(destination: Destination, body: MessageBody, delivery: Delivery): Promise<string> {
    const signal = AbortSignal.timeout(ATTEMPT_MS);
    if (destination.type === 'channel') {
      // Within a few minutes Discord answers a second message of the same nonce with the first one.
      const nonced = { ...body, nonce: nonceOf(delivery), enforce_nonce: true };
      return messageId(await rest.post(Routes.channelMessages(destination.channelId), { body: nonced, signal }));
    }
    const route = Routes.webhook(destination.webhookId, webhook?.token ?? '');
    const query = new URLSearchParams({ wait: 'true' });
    return messageId(await rest.post(route, { auth: false, query, body, signal }));
  }

  return {
    async send(delivery, guild) {
      const { destination, mention } = guild;
      if (destination === null) return { outcome: 'giveUp', why: 'noDestination' };
      const place = destination.type === 'channel' ? destination.channelId : destination.webhookId;
      if (gone.has(place)) return { outcome: 'giveUp', why: 'destinationGone' };
      try {
        return {
          outcome: 'delivered',
          messageId: await post(destination, messageBody(delivery.message, mention), delivery),
        };
      } catch (err) {
        const outcome = classifyFailure(err);
        if (outcome.outcome === 'giveUp' && outcome.why === 'destinationGone') gone.add(place);
        log.warn({ err, deliveryId: delivery.id, destination: destination.type }, 'send failed');
        return outcome;
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
