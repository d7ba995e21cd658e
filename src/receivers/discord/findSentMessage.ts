import type { REST } from '@discordjs/rest';
import {
  type APIEmbed,
  type APIMessage,
  type RESTGetAPIWebhookWithTokenResult,
  RESTJSONErrorCodes,
  Routes,
} from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { DiscordPlace } from '../../discord/place.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { BotPlace } from './botChannels.ts';
import type { MessageBody } from './messageBody.ts';
import type { Poster } from './poster.ts';
import { within } from './requestDeadline.ts';
import { createChannelSearch, type Found, type SearchRange } from './searchChannel.ts';
import { createPostSearch } from './searchPosts.ts';
import type { TokenOf, WebhookPlace } from './webhookPoster.ts';

export interface FindSentMessageOptions {
  readonly rest: REST;
  readonly tokenOf: TokenOf;
  /** Whether there is a bot that could search. */
  readonly hasBot: () => boolean;
  readonly poster: Pick<Poster, 'channelOf'>;
  /** Whether the bot is known to be shown what was said in a channel before. */
  readonly canReadHistory: (channelId: string) => boolean;
}

/** A message by what it says, and since when it may be there. */
interface Wanted extends SearchRange {
  readonly guildId: string;
  readonly body: Pick<MessageBody, 'content' | 'embeds'>;
}

/**
 * Finds out whether a message arrived at a place since a moment. Reading changes nothing, so it may be repeated.
 * A failure of the network or of Discord is thrown as the library throws it.
 */
export function createFindSentMessage({ rest, tokenOf, hasBot, poster, canReadHistory }: FindSentMessageOptions) {
  const search = createChannelSearch(rest, canReadHistory);
  const searchPosts = createPostSearch(rest);

  async function findAsBot(place: BotPlace, wanted: Wanted): Promise<Found> {
    const channelId = await poster.channelOf(place, wanted.attempt);
    return search(channelId, wanted, (message) => says(message, wanted.body));
  }

  async function findInForum(forumId: string, { guildId, body, ...range }: Wanted): Promise<Found> {
    const id = await searchPosts({ guildId, forumId }, range, async (postId) => {
      const first = await rest.get(Routes.channelMessage(postId, postId), { signal: within(range.attempt) });
      return says(withId<APIMessage>(first), body);
    });
    return id === null ? 'absent' : { messageId: id, place: { type: 'channel', channelId: id } };
  }

  /** The bot sees that a webhook wrote, but not what: that only the webhook itself is shown. */
  async function findAsWebhook(
    { webhookId: id, threadId, isPost }: WebhookPlace,
    token: string,
    wanted: Wanted,
  ): Promise<Found> {
    const { attempt, body } = wanted;
    const isOurs = async (messageId: string, inThread: string | undefined) => {
      const query = new URLSearchParams(inThread === undefined ? {} : { thread_id: inThread });
      const options = { auth: false, query, signal: within(attempt) };
      return says(withId<APIMessage>(await rest.get(Routes.webhookMessage(id, token, messageId), options)), body);
    };
    // Also a sign of life: while not even this is answered, nothing is sent again.
    const answer = await rest.get(Routes.webhook(id, token), { auth: false, signal: within(attempt) });
    const { channel_id: home, guild_id: guildId } = withId<RESTGetAPIWebhookWithTokenResult>(answer);
    const channelId = threadId ?? home;
    if (channelId == null || !hasBot()) return 'unknown';
    if (isPost) {
      const forum = { guildId: guildId ?? wanted.guildId, forumId: channelId };
      const posted = searchPosts(forum, wanted, (postId) => isOurs(postId, postId).catch(orNotOurs));
      return orUnknown(posted.then((postId) => foundPost(id, postId)));
    }
    const searched = search(
      channelId,
      wanted,
      async ({ id: messageId, webhook_id }) => webhook_id === id && isOurs(messageId, threadId),
    );
    return orUnknown(searched);
  }

  return async (place: DiscordPlace, wanted: Wanted): Promise<Found> => {
    if (place.type === 'forum') return orUnknown(findInForum(place.channelId, wanted));
    if (place.type !== 'webhook') return orUnknown(findAsBot(place, wanted));
    // Of another webhook we have no token.
    const token = tokenOf(place.webhookId);
    return token === null ? 'unknown' : findAsWebhook(place, token, wanted);
  };
}

export type FindSentMessage = ReturnType<typeof createFindSentMessage>;

function foundPost(webhookId: string, postId: string | null): Found {
  if (postId === null) return 'absent';
  return { messageId: postId, place: { type: 'webhook', webhookId, threadId: postId } };
}

/** Somebody else's post. */
function orNotOurs(err: unknown): false {
  if (discordCode(err) === RESTJSONErrorCodes.UnknownMessage) return false;
  throw err;
}

/** Where Discord itself refuses the bot the search, there is no way to tell; whether it may still write is another matter. */
async function orUnknown(search: Promise<Found>): Promise<Found> {
  try {
    return await search;
  } catch (err) {
    if (discordCode(err) !== null) return 'unknown';
    throw err;
  }
}

/**
 * No two of our messages in one place have all four in common: the time is that of the evaluation, in milliseconds, what
 * ends in the same evaluation has other words, and where there are several pipelines each message names its own. Plain words name it too.
 */
function says(message: Pick<APIMessage, 'content' | 'embeds'>, body: Wanted['body']): boolean {
  const [wanted] = body.embeds ?? [];
  if (wanted === undefined) return message.content.includes((body.content ?? '').trim());
  return message.embeds.some((embed) => isSame(embed, wanted));
}

function isSame(embed: APIEmbed, { author, title, description = '', timestamp }: APIEmbed): boolean {
  return (
    (embed.author?.name ?? '').trim() === (author?.name ?? '').trim() &&
    embed.title === title &&
    (embed.description ?? '').trim() === description.trim() &&
    Date.parse(embed.timestamp ?? '') === Date.parse(timestamp ?? '')
  );
}
