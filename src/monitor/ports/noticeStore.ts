import type { BotLostMessage } from '../alerts/message.ts';
import type { Millis } from '../time.ts';

export interface NoticeStore {
  /** Hands it on for delivery, unless the guild was notified of the same since the bot was last connected; answers whether it did. */
  once(guildId: string, message: BotLostMessage, now: Millis): Promise<boolean>;
  /** The bot is connected: what may come is news again. */
  clear(): Promise<void>;
}
