import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { costEmbed } from '../src/discord/embeds/costReport.ts';
import { costOverviewEmbed } from '../src/discord/embeds/overview/cost.ts';
import { COST_PERIODS } from '../src/monitor/charts/costReport.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'cost',
  needs: null,
  options: {
    period: { type: ApplicationCommandOptionType.String, choices: COST_PERIODS },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: false,

  async run({ period, pipeline }, { monitor, guildId, language }) {
    const chosen = period ?? '7d';
    const title = language.words.costReport.titles[chosen];
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) {
      const report = await all.cost(chosen);
      return { embeds: [costOverviewEmbed(report, report.at, title, language)] };
    }
    const report = await monitor.of(guildId, pipeline).cost(chosen);
    return { embeds: [costEmbed(report, report.at, title, language)], chart: chartReply(report.chart, language) };
  },
});
