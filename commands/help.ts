import { defineCommand } from '../src/discord/defineCommand.ts';
import { helpEmbed } from '../src/discord/embeds/help.ts';

export default defineCommand({
  name: 'help',
  needs: null,
  options: {},
  isEphemeral: true,
  isDeferred: false,

  async run(_args, context) {
    return { embeds: [helpEmbed(context)] };
  },
});
