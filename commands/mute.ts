import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { dateTime, inlineCode, relativeTime } from '../src/discord/embeds/text.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { parseUntil } from '../src/monitor/text/duration.ts';
import type { Millis } from '../src/monitor/time.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { MUTE_SCOPE_CHOICES } from './scopeChoices.ts';
import { suggestTimes } from './suggestLengths.ts';

const USUAL = ['30m', '1h', '2h', '4h', '8h', '1d', '3d', '7d', 'until 09:00', 'until 18:00', 'until monday'];

export default defineCommand({
  data: {
    name: 'mute',
    description: 'Say nothing about one kind of alert, or about everything, for a while',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'alert',
        description: 'Which alert to mute',
        type: ApplicationCommandOptionType.String,
        required: true,
        choices: MUTE_SCOPE_CHOICES,
      },
      {
        name: 'for',
        description: 'How long: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00',
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: 50,
        autocomplete: true,
      },
      {
        name: 'reason',
        description: 'Why, for everybody who looks at /status',
        type: ApplicationCommandOptionType.String,
        max_length: 200,
      },
      PIPELINE_OPTION,
    ],
  },
  visibleTo: 'everyone',

  async run(args, { monitor, guildId, by, language: { words } }) {
    const { alert: scope, reason } = args;
    const { until } = await monitor.mute(guildId, scope, args.for, by, reason);
    const { mutes } = words;
    return {
      content: [
        mutes.muted(words.scopes[scope], dateTime(until), relativeTime(until)),
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
      return until === null ? null : suggestion(language.duration(until - now), clock(until));
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
