import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { mutesEmbed } from '../src/discord/embeds/mutes.ts';

export default defineCommand({
  data: {
    name: 'mutes',
    description: 'What is muted now, until when, by whom and why',
    contexts: [InteractionContextType.Guild],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId, now, language }) {
    return { embeds: [mutesEmbed(await monitor.mutes(guildId), now, language)] };
  },
});
