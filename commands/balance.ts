import { InteractionContextType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { balanceEmbed } from '../src/discord/embeds/balance.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  data: {
    name: 'balance',
    description: 'The CaptchaAI balance now, how fast it is used and how long it lasts',
    contexts: [InteractionContextType.Guild],
    options: [PIPELINE_OPTION],
  },
  visibleTo: 'everyone',

  async run(_args, { monitor, guildId, now, language }) {
    const { report, chart } = await monitor.balance(guildId);
    return {
      embeds: [balanceEmbed(report, now, language)],
      chart: chartReply(chart, language),
    };
  },
});
