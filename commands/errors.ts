import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { chartReply } from '../src/discord/embeds/chartReply.ts';
import { errorsEmbed } from '../src/discord/embeds/errorsReport.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { suggestLengths } from './suggestLengths.ts';

export default defineCommand({
  name: 'errors',
  needs: null,
  options: {
    window: { type: ApplicationCommandOptionType.String, max_length: 50, autocomplete: true },
    pipeline: PIPELINE_OPTION,
  },
  visibleTo: 'everyone',

  async run({ window, pipeline }, { monitor, guildId, now, language }) {
    const report = await monitor.of(guildId, pipeline).errors(window);
    return {
      embeds: [errorsEmbed(report, monitor.codes, now, language)],
      chart: chartReply(report.chart, language),
    };
  },

  suggest: async (_option, typed, { language }) =>
    suggestLengths(['15m', '1h', '6h', '1d', '7d'], typed, (ms) => language.duration(ms)),
});
