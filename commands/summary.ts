import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { comparedSummaryEmbed } from '../src/discord/embeds/summary.ts';
import { SUMMARY_PERIODS } from '../src/monitor/reports/summary.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'summary',
  needs: null,
  options: {
    period: { type: ApplicationCommandOptionType.String, choices: SUMMARY_PERIODS },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: false,

  async run({ period, pipeline }, { monitor, guildId, language }) {
    const chosen = period ?? 'today';
    const title = language.words.summary.titles[chosen];
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) {
      const report = await all.summary(chosen);
      return { embeds: [comparedSummaryEmbed(report, report.at, title, language)] };
    }
    const report = await monitor.of(guildId, pipeline).summary(chosen);
    return {
      embeds: [comparedSummaryEmbed(report, report.at, title, language)],
      chart: chartReply(report.chart, language),
    };
  },
});
