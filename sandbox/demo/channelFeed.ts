import type { APIMessage } from 'discord-api-types/v10';
import type { Stage } from './stage.ts';

/** Calls back with every message that appears in the channel, but for answers to commands, which are shown where they were asked. */
export async function feedChannel({ discord, channel }: Stage, show: (message: APIMessage) => void): Promise<never> {
  const shown = new Set<string>();
  const fresh = () =>
    discord.messages(channel.id).filter(({ id, interaction_metadata }) => !shown.has(id) && !interaction_metadata);
  for (;;) {
    await discord.transcript.waitFor(() => fresh().length > 0, { timeoutMs: 2 ** 31 - 1 });
    for (const message of fresh()) {
      shown.add(message.id);
      show(message);
    }
  }
}
