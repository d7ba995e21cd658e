import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { queueOverviewEmbed } from '../src/discord/embeds/overview/queue.ts';
import { queueEmbed } from '../src/discord/embeds/queueReport.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'queue',
  needs: null,
  options: { pipeline: PIPELINE_OPTION },
  isEphemeral: false,

  async run({ pipeline }, { monitor, guildId, now, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all !== null) return { embeds: [queueOverviewEmbed(await all.queue(), now, language)] };
    const report = await monitor.of(guildId, pipeline).queue();
    return {
      embeds: [queueEmbed(report, now, language)],
      chart: chartReply(report.chart, language),
    };
  },
});
