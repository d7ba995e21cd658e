import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { scopeText } from '../src/discord/embeds/mutes.ts';
import { dateTime, inlineCode, relativeTime } from '../src/discord/embeds/text.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { parseUntil } from '../src/monitor/text/duration.ts';
import type { Millis } from '../src/monitor/time.ts';
import { MUTE_SCOPES } from '../src/monitor/types.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { suggestTimes } from './suggestLengths.ts';

const USUAL = ['30m', '1h', '2h', '4h', '8h', '1d', '3d', '7d', 'until 09:00', 'until 18:00', 'until monday'];

export default defineCommand({
  name: 'mute',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    alert: { type: ApplicationCommandOptionType.String, required: true, choices: MUTE_SCOPES },
    for: { type: ApplicationCommandOptionType.String, required: true, max_length: 50, autocomplete: true },
    reason: { type: ApplicationCommandOptionType.String, max_length: 200 },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: false,

  async run(args, { monitor, guildId, by, language }) {
    const { alert: scope, pipeline, reason } = args;
    const { until } = await monitor.mute(guildId, { scope, pipeline }, args.for, by, reason);
    const { mutes } = language.words;
    return {
      content: [
        mutes.muted({
          scope: scopeText({ scope, pipeline }, language),
          until: dateTime(until),
          relative: relativeTime(until),
        }),
        ...(reason === null ? [] : [mutes.reason(inlineCode(reason))]),
        mutes.endEarly,
        ...(scope === 'all' ? [mutes.summaryStays] : []),
      ].join(' '),
    };
  },

  async suggest(_option, typed, { monitor, guildId, now, language }) {
    const { timeZone } = (await monitor.settings(guildId)).guild;
    const { suggestion } = language.words.mutes;
    const clock = (at: number) =>
      new Intl.DateTimeFormat(language.locale, {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at);
    return suggestTimes(USUAL, typed, (text) => {
      const until = untilOf(text, now, timeZone);
      return until === null ? null : suggestion({ length: language.duration(until - now), until: clock(until) });
    });
  },
});

/** Null while what is typed names no time that a mute may have. */
function untilOf(text: string, now: Millis, timeZone: string): Millis | null {
  try {
    return parseUntil(text, now, timeZone);
  } catch (err) {
    if (err instanceof MonitorError) return null;
    throw err;
  }
}
