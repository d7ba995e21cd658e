import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { errorsEmbed } from '../src/discord/embeds/errorsReport.ts';
import { errorsOverviewEmbed } from '../src/discord/embeds/overview/errors.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { suggestWindows } from './suggestLengths.ts';
import { WINDOW_OPTION } from './windowOption.ts';

export default defineCommand({
  name: 'errors',
  needs: null,
  options: { window: WINDOW_OPTION, pipeline: PIPELINE_OPTION },
  isEphemeral: false,

  async run({ window, pipeline }, { monitor, guildId, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) {
      const report = await all.errors(window);
      return { embeds: [errorsOverviewEmbed(report, monitor.codes, report.at, language)] };
    }
    const report = await monitor.of(guildId, pipeline).errors(window);
    return {
      embeds: [errorsEmbed(report, monitor.codes, report.at, language)],
      chart: chartReply(report.chart, language),
    };
  },

  suggest: suggestWindows,
});
