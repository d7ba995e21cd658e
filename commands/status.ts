import { defineCommand } from '../src/discord/defineCommand.ts';
import { statusOverviewEmbed } from '../src/discord/embeds/overview/status.ts';
import { statusEmbed } from '../src/discord/embeds/status.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'status',
  needs: null,
  options: { pipeline: PIPELINE_OPTION },
  isEphemeral: false,

  async run({ pipeline }, { monitor, guildId, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) return { embeds: [statusOverviewEmbed(await all.status(), language)] };
    return { embeds: [statusEmbed(await monitor.of(guildId, pipeline).status(), language)] };
  },
});
