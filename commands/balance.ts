import { defineCommand } from '../src/discord/defineCommand.ts';
import { balanceEmbed } from '../src/discord/embeds/balance.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { accountsEmbed } from '../src/discord/embeds/overview/accounts.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';

export default defineCommand({
  name: 'balance',
  needs: null,
  options: { pipeline: PIPELINE_OPTION },
  isEphemeral: false,

  async run({ pipeline }, { monitor, guildId, now, language }) {
    const all = monitor.overview(guildId, pipeline);
    if (all?.hasSeveralAccounts) return { embeds: [accountsEmbed(await all.status(), language)] };
    const { report, chart } = await monitor.of(guildId, pipeline).balance();
    const embeds = [balanceEmbed(report, now, language)];
    return chart === null ? { embeds } : { embeds, chart: chartReply(chart, language) };
  },
});
