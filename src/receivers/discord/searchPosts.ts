import type { REST } from '@discordjs/rest';
import { type APIThreadChannel, Routes } from 'discord-api-types/v10';
import { UnreadableAnswerError, withId } from '../../discord/wholeAnswer.ts';
import { within } from './requestDeadline.ts';
import { isRecent, nearestFirst, type SearchRange } from './searchChannel.ts';

/** The forum in which a post may be. */
export interface Forum {
  readonly guildId: string;
  readonly forumId: string;
}

/** Looks through the posts of a forum as the bot, those that sleep too. Answers the id of the one that fits, which its first message shares. */
export function createPostSearch(rest: REST) {
  async function list(route: `/${string}`, attempt: AbortSignal): Promise<readonly APIThreadChannel[]> {
    const answer = await rest.get(route, { signal: within(attempt) });
    const threads: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'threads') : null;
    if (!Array.isArray(threads)) throw new UnreadableAnswerError('not a list of threads');
    return threads.map((thread) => withId<APIThreadChannel>(thread));
  }

  return async (
    { guildId, forumId }: Forum,
    { attempt, ...range }: SearchRange,
    fits: (postId: string) => Promise<boolean>,
  ): Promise<string | null> => {
    for (const route of [Routes.guildActiveThreads(guildId), Routes.channelThreads(forumId, 'public')]) {
      const posts = (await list(route, attempt)).filter((post) => post.parent_id === forumId && isRecent(post, range));
      for (const { id } of nearestFirst(posts, range)) if (await fits(id)) return id;
    }
    return null;
  };
}
