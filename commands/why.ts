import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { whyEmbed } from '../src/discord/embeds/why.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { parsePastTime } from '../src/monitor/text/pastTime.ts';
import { ALERT_KINDS } from '../src/monitor/types.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { suggestTimes } from './suggestLengths.ts';

const USUAL = ['now', '15m ago', '1h ago', '6h ago', 'yesterday 09:00', 'yesterday 18:00'];

export default defineCommand({
  name: 'why',
  needs: null,
  options: {
    alert: { type: ApplicationCommandOptionType.String, required: true, choices: ALERT_KINDS },
    at: { type: ApplicationCommandOptionType.String, max_length: 50, autocomplete: true },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: false,

  async run({ alert, at, pipeline }, { monitor, guildId, now, language }) {
    const report = await monitor.of(guildId, pipeline).why(alert, at);
    return { embeds: [whyEmbed(report, now, language)] };
  },

  async suggest(_option, typed, { monitor, guildId, now, language }) {
    const { timeZone } = (await monitor.settings(guildId)).guild;
    const format = new Intl.DateTimeFormat(language.locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
    return suggestTimes(USUAL, typed, (text) => {
      try {
        return `${text} (${format.format(parsePastTime(text, now, timeZone))})`;
      } catch (err) {
        if (err instanceof MonitorError) return null;
        throw err;
      }
    });
  },
});
