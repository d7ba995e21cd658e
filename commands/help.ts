import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { helpEmbed } from '../src/discord/embeds/help.ts';

export default defineCommand({
  data: {
    name: 'help',
    description: 'What this bot can do',
    contexts: [InteractionContextType.Guild],
  },
  visibleTo: 'caller',
  isInstant: true,

  async run(_args, { commandIds, now, language }) {
    return { embeds: [helpEmbed(commandIds, now, language)] };
  },
});
