import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { summaryEmbed } from '../src/discord/embeds/summary.ts';
import type { SummaryPeriod } from '../src/monitor/summary.ts';

const TITLES: Readonly<Record<SummaryPeriod, string>> = {
  today: '📈 CAPTCHA Summary: today',
  yesterday: '📈 CAPTCHA Summary: yesterday',
  '24h': '📈 CAPTCHA Summary: last 24 hours',
  '7d': '📈 CAPTCHA Summary: last 7 days',
  '30d': '📈 CAPTCHA Summary: last 30 days',
};

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
    ],
  },
  visibleTo: 'everyone',

  async run({ period }, { monitor, guildId, now }) {
    const chosen = period ?? 'today';
    return { embeds: [summaryEmbed(await monitor.summary(guildId, chosen), now, TITLES[chosen])] };
  },
});
