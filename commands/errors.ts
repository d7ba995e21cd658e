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
  visibleTo: 'everyone',

  async run({ window, pipeline }, { monitor, guildId, now, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) {
      return { embeds: [errorsOverviewEmbed(await all.errors(window), monitor.codes, now, language)] };
    }
    const report = await monitor.of(guildId, pipeline).errors(window);
    return {
      embeds: [errorsEmbed(report, monitor.codes, now, language)],
      chart: chartReply(report.chart, language),
    };
  },

  suggest: suggestWindows,
});
