import type { REST } from '@discordjs/rest';
import {
  type APIChannel,
  type APIGuildForumChannel,
  type APIMessage,
  type APIThreadChannel,
  RESTJSONErrorCodes,
  Routes,
} from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import { type PostTag, tagsWith } from '../../discord/forumTags.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import type { MessageBody } from './messageBody.ts';
import { within } from './requestDeadline.ts';

/** A post that is opened for a message. */
export interface NewPost {
  readonly name: string;
  /** As far as the forum has them. */
  readonly tags: readonly PostTag[];
}

/** Requests about threads and posts, as the bot. What fails is thrown as the library throws it. */
export function createThreadRequests(rest: REST) {
  async function channelOf<T extends APIChannel>(id: string, attempt: AbortSignal): Promise<T> {
    return withId<T>(await rest.get(Routes.channel(id), { signal: within(attempt) }));
  }

  /** A channel that is no forum has none. */
  async function tagsIn(forumId: string, attempt: AbortSignal) {
    const { available_tags: tags } = await channelOf<Partial<APIGuildForumChannel> & APIChannel>(forumId, attempt);
    return tags ?? [];
  }

  /** The tags that a new post in a forum gets. */
  async function tagsFor(forumId: string, wanted: readonly PostTag[], attempt: AbortSignal) {
    return tagsWith(await tagsIn(forumId, attempt), [], wanted);
  }

  /** Does something in a channel or a thread; where that sleeps, it is woken first. What somebody locked stays closed. */
  async function awake<T>(channelId: string, attempt: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (err) {
      if (discordCode(err) !== RESTJSONErrorCodes.InvalidActionOnArchivedThread) throw err;
      const options = { body: { archived: false }, signal: within(attempt) };
      await rest.patch(Routes.channel(channelId), options).catch((refusal: unknown) => {
        throw discordCode(refusal) === null ? refusal : err;
      });
      return work();
    }
  }

  return {
    awake,
    tagsFor,

    /** A message has one thread, with its id: the one that is there will do. */
    async start(channelId: string, messageId: string, name: string, attempt: AbortSignal): Promise<string> {
      try {
        const options = { body: { name }, signal: within(attempt) };
        return withId(await rest.post(Routes.threads(channelId, messageId), options)).id;
      } catch (err) {
        if (discordCode(err) === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return messageId;
        throw err;
      }
    },

    /** Opens a post with its first message, which has its id. */
    async openPost(
      forumId: string,
      { name, tags }: NewPost,
      message: MessageBody,
      attempt: AbortSignal,
    ): Promise<APIMessage> {
      const body = { name, message, applied_tags: await tagsFor(forumId, tags, attempt) };
      const answer = await rest.post(Routes.threads(forumId), { body, signal: within(attempt) });
      return withId(withId<{ id: string; message: APIMessage }>(answer).message);
    },

    async setTags(threadId: string, wanted: readonly PostTag[], attempt: AbortSignal): Promise<void> {
      const { parent_id: forumId, applied_tags: applied = [] } = await channelOf<APIThreadChannel>(threadId, attempt);
      if (forumId == null) return;
      const tags = tagsWith(await tagsIn(forumId, attempt), applied, wanted);
      if (tags.length === applied.length && tags.every((id) => applied.includes(id))) return;
      const options = { body: { applied_tags: tags }, signal: within(attempt) };
      await awake(threadId, attempt, () => rest.patch(Routes.channel(threadId), options));
    },
  };
}

export type ThreadRequests = ReturnType<typeof createThreadRequests>;
