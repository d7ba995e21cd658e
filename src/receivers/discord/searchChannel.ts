import type { REST } from '@discordjs/rest';
import { type APIMessage, Routes } from 'discord-api-types/v10';
import type { DiscordPlace } from '../../discord/place.ts';
import { UnreadableAnswerError, withId } from '../../discord/wholeAnswer.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import { within } from './requestDeadline.ts';

/** Since when a message may be there. */
export interface SearchRange {
  readonly since: Millis;
  /** Ids of our other messages there, which need no look. */
  readonly others: readonly string[];
  /** Ends with the attempt to send. */
  readonly attempt: AbortSignal;
}

/** `unknown`: Discord gives no way to tell. `place`: where that is another one than was looked through. */
export type Found = { readonly messageId: string; readonly place?: DiscordPlace } | 'absent' | 'unknown';

/** Our clock and Discord's may differ by so much; what else lies within is told apart by what it says. */
const CLOCKS_DIFFER_MS: Millis = 5 * MINUTE;
const PAGE = 100;
const MOST_PAGES = 10;

/** Looks through a channel as the bot, from the newest message back to those that are older than what is looked for. */
export function createChannelSearch(rest: REST, canReadHistory: (channelId: string) => boolean) {
  async function list(channelId: string, before: string | null, attempt: AbortSignal): Promise<APIMessage[]> {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === null ? {} : { before }) });
    const signal = within(attempt);
    const answer = await rest.get(Routes.channelMessages(channelId), { query, signal });
    if (!Array.isArray(answer)) throw new UnreadableAnswerError('not a list of messages');
    return answer.map((message) => withId<APIMessage>(message));
  }

  return async (
    channelId: string,
    { attempt, ...range }: SearchRange,
    fits: (message: APIMessage) => boolean | Promise<boolean>,
  ): Promise<Found> => {
    let before: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const messages = await list(channelId, before, attempt);
      const recent = messages.filter((message) => isRecent(message, range));
      for (const message of nearestFirst(recent, range)) if (await fits(message)) return { messageId: message.id };
      // Without the permission Discord shows an empty channel; a channel that shows something hides nothing.
      if (messages.length === 0 && before === null && !canReadHistory(channelId)) return 'unknown';
      if (recent.length < PAGE) return 'absent';
      before = recent.at(-1)?.id ?? null;
    }
    return 'unknown';
  };
}

/** https://discord.com/developers/docs/reference#snowflakes */
const EPOCH_MS: Millis = 1_420_070_400_000;
const TIMESTAMP_SHIFT = 22n;

type Range = Omit<SearchRange, 'attempt'>;
interface WithId {
  readonly id: string;
}

/** Whether something appeared late enough to be what is looked for. */
export function isRecent({ id }: WithId, { since }: Range): boolean {
  return BigInt(id) > snowflakeAt(since - CLOCKS_DIFFER_MS);
}

/** What was sent then is most likely what appeared then, and each look at a webhook's message, or at a post, is a request. */
export function nearestFirst<T extends WithId>(all: readonly T[], { since, others }: Range): readonly T[] {
  return all.filter(({ id }) => !others.includes(id)).toSorted((a, b) => distance(a.id, since) - distance(b.id, since));
}

/** How far from a moment a message appeared. */
function distance(id: string, at: Millis): Millis {
  return Math.abs(Number(BigInt(id) >> TIMESTAMP_SHIFT) + EPOCH_MS - at);
}

/** The least id that something of that moment can have. */
function snowflakeAt(at: Millis): bigint {
  return BigInt(Math.max(Math.trunc(at) - EPOCH_MS, 0)) << TIMESTAMP_SHIFT;
}
