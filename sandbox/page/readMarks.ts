import type { LocalDiscord } from '../discord/localDiscordTypes.ts';
import { compareIds } from './compareIds.ts';

/** How far each channel was read. */
export interface ReadMarks {
  /** All that is in the channel now was seen. */
  read(channelId: string): void;
  isUnread(channelId: string): boolean;
}

/** Before everything else, so that what was said before somebody looked is unread. */
const NOTHING = '';

export function createReadMarks(discord: Pick<LocalDiscord, 'messages'>): ReadMarks {
  const readUntil = new Map<string, string>();
  const newest = (channelId: string) => discord.messages(channelId).at(-1)?.id ?? NOTHING;
  return {
    read: (channelId) => void readUntil.set(channelId, newest(channelId)),
    isUnread: (channelId) => compareIds(newest(channelId), readUntil.get(channelId) ?? NOTHING) > 0,
  };
}
