import type { APIMessage } from 'discord-api-types/v10';
import type { Stage } from './stage.ts';

type Shown = (message: APIMessage, channelName: string) => void;

/** Calls back with every message that appears in a channel, but for answers to commands, which are shown where they were asked. */
export async function feedChannels({ discord, channels }: Stage, show: Shown): Promise<never> {
  const shown = new Set<string>();
  const fresh = () =>
    channels.flatMap(({ id, name }) =>
      discord
        .messages(id)
        .filter((message) => !shown.has(message.id) && !message.interaction_metadata)
        .map((message) => ({ message, name })),
    );
  for (;;) {
    await discord.transcript.waitFor(() => fresh().length > 0, { timeoutMs: 2 ** 31 - 1 });
    for (const { message, name } of fresh()) {
      shown.add(message.id);
      show(message, name);
    }
  }
}
