import type { REST } from '@discordjs/rest';
import { SnowflakeUtil } from 'discord.js';
import { type APIEmbed, type APIMessage, type RESTGetAPIWebhookWithTokenResult, Routes } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import { UnreadableAnswerError, withId } from '../../discord/wholeAnswer.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { Place } from '../../monitor/types.ts';
import type { MessageBody } from './messageBody.ts';
import { type Poster, within } from './poster.ts';

export interface LookOptions {
  readonly rest: REST;
  readonly webhook: WebhookAddress | null;
  /** Whether there is a bot that could look. */
  readonly hasBot: () => boolean;
  readonly poster: Pick<Poster, 'channelOf'>;
  /** Whether the bot is known to be shown what was said in a channel before. */
  readonly canReadHistory: (channelId: string) => boolean;
}

/** A message by what it says, and since when it may be there. */
export interface Wanted {
  readonly since: Millis;
  readonly body: Pick<MessageBody, 'content' | 'embeds'>;
  /** Ids of our other messages there, which need no look. */
  readonly others: readonly string[];
  /** Ends with the attempt to send. */
  readonly attempt: AbortSignal;
}

/** `unknown`: Discord gives no way to tell. */
export type Found = { readonly messageId: string } | 'absent' | 'unknown';

/** Our clock and Discord's may differ by so much; what else lies within is told apart by what it says. */
const CLOCKS_DIFFER_MS: Millis = 5 * MINUTE;
const PAGE = 100;
const MOST_PAGES = 10;

/**
 * Looks whether a message arrived at a place since a moment. Reading changes nothing, so it may be repeated.
 * A failure of the network or of Discord is thrown as the library throws it.
 */
export function createLook({ rest, webhook, hasBot, poster, canReadHistory }: LookOptions) {
  async function list(channelId: string, before: string | null, attempt: AbortSignal): Promise<APIMessage[]> {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === null ? {} : { before }) });
    const signal = within(attempt);
    const answer = await rest.get(Routes.channelMessages(channelId), { query, signal });
    if (!Array.isArray(answer)) throw new UnreadableAnswerError('not a list of messages');
    return answer.map((message) => withId<APIMessage>(message));
  }

  /** From the newest message back to those that are older than what is looked for. */
  async function search(
    channelId: string,
    { since, attempt, others }: Wanted,
    fits: (message: APIMessage) => boolean | Promise<boolean>,
  ): Promise<Found> {
    const oldest = snowflakeAt(since - CLOCKS_DIFFER_MS);
    let before: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const messages = await list(channelId, before, attempt);
      const recent = messages.filter(({ id }) => BigInt(id) > oldest);
      // What was sent then is most likely what appeared then, and each look at a webhook's message is a request.
      const nearestFirst = recent
        .filter(({ id }) => !others.includes(id))
        .toSorted((a, b) => distance(a.id, since) - distance(b.id, since));
      for (const message of nearestFirst) if (await fits(message)) return { messageId: message.id };
      // Without the permission Discord shows an empty channel; a channel that shows something hides nothing.
      if (messages.length === 0 && before === null && !canReadHistory(channelId)) return 'unknown';
      if (recent.length < PAGE) return 'absent';
      before = recent.at(-1)?.id ?? null;
    }
    return 'unknown';
  }

  async function lookAsBot(place: Exclude<Place, { type: 'webhook' }>, wanted: Wanted): Promise<Found> {
    const channelId = await poster.channelOf(place, wanted.attempt);
    return search(channelId, wanted, (message) => says(message, wanted.body));
  }

  /** The bot sees that a webhook wrote, but not what: that only the webhook itself is shown. */
  async function lookAsWebhook(
    { threadId }: Extract<Place, { type: 'webhook' }>,
    { id, token }: WebhookAddress,
    wanted: Wanted,
  ): Promise<Found> {
    const { attempt, body } = wanted;
    const thread = new URLSearchParams(threadId === undefined ? {} : { thread_id: threadId });
    // Also a sign of life: while not even this is answered, nothing is sent again.
    const answer = await rest.get(Routes.webhook(id, token), { auth: false, signal: within(attempt) });
    const { channel_id: home } = withId<RESTGetAPIWebhookWithTokenResult>(answer);
    const channelId = threadId ?? home;
    if (channelId == null || !hasBot()) return 'unknown';
    const found = search(channelId, wanted, async ({ id: messageId, webhook_id }) => {
      if (webhook_id !== id) return false;
      const options = { auth: false, query: thread, signal: within(attempt) };
      const message = await rest.get(Routes.webhookMessage(id, token, messageId), options);
      return says(withId<APIMessage>(message), body);
    });
    return orUnknown(found);
  }

  return async (place: Place, wanted: Wanted): Promise<Found> => {
    if (place.type !== 'webhook') return orUnknown(lookAsBot(place, wanted));
    // Of another webhook we have no token.
    return webhook?.id === place.webhookId ? lookAsWebhook(place, webhook, wanted) : 'unknown';
  };
}

/** Where Discord itself refuses the bot a look, there is no way to tell; whether it may still write is another matter. */
async function orUnknown(look: Promise<Found>): Promise<Found> {
  try {
    return await look;
  } catch (err) {
    if (discordCode(err) !== null) return 'unknown';
    throw err;
  }
}

/**
 * No two of our messages in one place have all three in common: the time is that of the evaluation, in milliseconds, and
 * what ends in the same evaluation is told in other words. Plain words name it too.
 */
function says(message: Pick<APIMessage, 'content' | 'embeds'>, body: Wanted['body']): boolean {
  const [wanted] = body.embeds ?? [];
  if (wanted === undefined) return message.content.includes((body.content ?? '').trim());
  return message.embeds.some((embed) => isSame(embed, wanted));
}

function isSame(embed: APIEmbed, { title, description = '', timestamp }: APIEmbed): boolean {
  return (
    embed.title === title &&
    (embed.description ?? '').trim() === description.trim() &&
    Date.parse(embed.timestamp ?? '') === Date.parse(timestamp ?? '')
  );
}

/** How far from a moment a message appeared. */
function distance(id: string, at: Millis): Millis {
  return Math.abs(SnowflakeUtil.timestampFrom(id) - at);
}

/** The least id that something of that moment can have. */
function snowflakeAt(at: Millis): bigint {
  const timestamp = Math.max(Math.trunc(at), SnowflakeUtil.epochNumber);
  return SnowflakeUtil.generate({ timestamp, workerId: 0n, processId: 0n, increment: 0n });
}
