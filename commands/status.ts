import { defineCommand } from '../src/discord/defineCommand.ts';
import { statusEmbed } from '../src/discord/embeds/status.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'status',
  needs: null,
  options: { pipeline: PIPELINE_OPTION },
  visibleTo: 'everyone',

  async run({ pipeline }, { monitor, guildId, language }) {
    return { embeds: [statusEmbed(await monitor.of(guildId, pipeline).status(), language)] };
  },
});
