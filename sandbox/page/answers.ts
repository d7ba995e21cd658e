import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { InteractionResult } from '../discord/localDiscordTypes.ts';

const KEPT = 200;

/** What the bot answered to what was done on this page. Only here ephemeral messages can be seen. */
export interface Answers {
  add(result: InteractionResult): void;
  dismiss(messageId: string): void;
  ephemeral(channelId: string): readonly APIMessage[];
}

export function createAnswers(): Answers {
  const results: InteractionResult[] = [];
  const dismissed = new Set<string>();

  return {
    add(result) {
      results.push(result);
      if (results.length > KEPT) results.shift();
    },
    dismiss: (messageId) => void dismissed.add(messageId),
    ephemeral(channelId) {
      const all = results.flatMap((result) => [result.message(), ...result.followUps()]);
      const seen = all
        .filter((message) => message !== null)
        .filter((one) => one.channel_id === channelId && isEphemeral(one) && !dismissed.has(one.id));
      // The answer to a button may be the very message that the button sits on.
      return [...new Map(seen.map((message) => [message.id, message])).values()];
    },
  };
}

function isEphemeral({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
