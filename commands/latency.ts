import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { latencyEmbed } from '../src/discord/embeds/latencyReport.ts';
import { latencyOverviewEmbed } from '../src/discord/embeds/overview/latency.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { suggestWindows } from './suggestLengths.ts';
import { WINDOW_OPTION } from './windowOption.ts';

export default defineCommand({
  name: 'latency',
  needs: null,
  options: { window: WINDOW_OPTION, pipeline: PIPELINE_OPTION },
  isEphemeral: false,

  async run({ window, pipeline }, { monitor, guildId, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) {
      const report = await all.latency(window);
      return { embeds: [latencyOverviewEmbed(report, report.at, language)] };
    }
    const report = await monitor.of(guildId, pipeline).latency(window);
    return { embeds: [latencyEmbed(report, report.at, language)], chart: chartReply(report.chart, language) };
  },

  suggest: suggestWindows,
});
