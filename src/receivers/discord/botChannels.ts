import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import type { DiscordPlace } from '../../discord/place.ts';
import { withId } from '../../discord/wholeAnswer.ts';
import { within } from './requestDeadline.ts';

/** In a forum nothing is written but posts. */
export type BotPlace = Exclude<DiscordPlace, { type: 'webhook' | 'forum' }>;

/** The channels in which places can be read and written as the bot. */
export function createBotChannels(rest: REST) {
  const directChannels = new Map<string, Promise<string>>();

  async function openDirect(userId: string, attempt: AbortSignal): Promise<string> {
    const answer = await rest.post(Routes.userChannels(), {
      body: { recipient_id: userId },
      signal: within(attempt),
    });
    return withId(answer).id;
  }

  return async (place: BotPlace, attempt: AbortSignal): Promise<string> => {
    if (place.type === 'channel') return place.channelId;
    const opened = directChannels.get(place.userId) ?? openDirect(place.userId, attempt);
    directChannels.set(place.userId, opened);
    // A failure is not remembered: the next message tries again.
    opened.catch(() => directChannels.delete(place.userId));
    return opened;
  };
}
