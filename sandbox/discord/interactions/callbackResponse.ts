import { FLAG } from '../messages/flags.ts';
import type { Interaction } from './types.ts';
import { CALLBACK } from './types.ts';

/** What `?with_response=true` gives: the message itself only when this very call made or changed one. */
export function callbackResponse(interaction: Interaction): object {
  const { id, type, original, callback } = interaction;
  const message = callback === CALLBACK.message || callback === CALLBACK.update ? original?.message : undefined;
  return {
    interaction: {
      id,
      type,
      ...(interaction.guildId !== null && { guild_id: interaction.guildId }),
      channel_id: interaction.channelId,
      ...(original && {
        response_message_id: original.message.id,
        response_message_loading: Boolean((original.message.flags ?? 0) & FLAG.loading),
        response_message_ephemeral: original.ephemeralFor !== null,
      }),
    },
    resource: { type: callback, ...(message && { message }) },
  };
}
