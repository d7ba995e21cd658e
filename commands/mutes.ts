import { defineCommand } from '../src/discord/defineCommand.ts';
import { mutesEmbed } from '../src/discord/embeds/mutes.ts';

export default defineCommand({
  name: 'mutes',
  needs: null,
  options: {},
  isEphemeral: false,

  async run(_args, { monitor, guildId, now, language }) {
    return { embeds: [mutesEmbed(await monitor.mutes(guildId), now, language)] };
  },
});
