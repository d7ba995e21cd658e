import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { queueEmbed } from '../src/discord/embeds/queueReport.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  data: {
    name: 'queue',
    description: 'How many tasks wait, how fast they are done and when the queue is empty',
    contexts: [InteractionContextType.Guild],
    options: [PIPELINE_OPTION],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId, now, language }) {
    const report = await monitor.queue(guildId);
    return {
      embeds: [queueEmbed(report, now, language)],
      chart: chartReply(report.chart, language),
    };
  },
});
