import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { statusEmbed } from '../src/discord/embeds/status.ts';

export default defineCommand({
  data: {
    name: 'status',
    description: 'Everything at a glance: each kind of alert, mutes, the last result and the last delivery',
    contexts: [InteractionContextType.Guild],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId }) {
    return { embeds: [statusEmbed(await monitor.status(guildId))] };
  },
});
