import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { summaryEmbed } from '../src/discord/embeds/summary.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  data: {
    name: 'summary',
    description: 'Tasks, success rate, latency, cost and errors of a period',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        name: 'period',
        description: 'Which period; today if you leave it out',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'Today', value: 'today' },
          { name: 'Yesterday', value: 'yesterday' },
          { name: 'Last 24 hours', value: '24h' },
          { name: 'Last 7 days', value: '7d' },
          { name: 'Last 30 days', value: '30d' },
        ],
      },
      PIPELINE_OPTION,
    ],
  },
  visibleTo: 'everyone',

  async run({ period }, { monitor, guildId, now, language }) {
    const chosen = period ?? 'today';
    const { report, chart } = await monitor.summary(guildId, chosen);
    const title = language.words.summary.titles[chosen];
    return {
      embeds: [summaryEmbed(report, now, title, language)],
      chart: chartReply(chart, language),
    };
  },
});
