import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { statusEmbed } from '../src/discord/embeds/status.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  data: {
    name: 'status',
    description: 'Everything at a glance: each kind of alert, mutes, the last result and the last delivery',
    contexts: [InteractionContextType.Guild],
    options: [PIPELINE_OPTION],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId, language }) {
    return { embeds: [statusEmbed(await monitor.status(guildId), language)] };
  },
});
