import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { CommandContext, Suggestion } from '../src/discord/command.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { onCallEmbed } from '../src/discord/embeds/onCall.ts';
import { NOW } from '../src/monitor/settings/onCallActions.ts';
import { parseUntil } from '../src/monitor/text/duration.ts';
import { suggestTimes } from './suggestLengths.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const UNTIL = ['4h', '1d', 'tomorrow 9:00', 'monday 9:00'];
const TIMES = ['08:00', '09:00', '10:00', '12:00', '17:00', '18:00'];

export default defineCommand({
  name: 'oncall',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    add: { type: ApplicationCommandOptionType.User },
    remove: { type: ApplicationCommandOptionType.User },
    day: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
    time: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
    cover: { type: ApplicationCommandOptionType.User },
    until: { type: ApplicationCommandOptionType.String, max_length: 50, autocomplete: true },
  },
  isEphemeral: false,

  async run({ add, remove, day, time, cover, until }, { monitor, guildId, by, now, language }) {
    const wanted = {
      ...{ add: add?.id ?? null, remove: remove?.id ?? null, day, time },
      ...{ cover: cover?.id ?? null, until },
    };
    if (Object.values(wanted).some((each) => each !== null)) await monitor.changeOnCall(guildId, wanted, by);
    const { guild } = await monitor.settings(guildId);
    return { embeds: [onCallEmbed(guild, now, language)] };
  },

  async suggest(option, typed, context) {
    if (option === 'until') return suggestUntil(typed, context);
    const wanted = typed.trim().toLowerCase();
    const all = option === 'day' ? DAYS : TIMES;
    return all.filter((each) => each.startsWith(wanted)).map((value) => ({ name: value, value }));
  },
});

async function suggestUntil(
  typed: string,
  { monitor, guildId, now, language }: CommandContext,
): Promise<readonly Suggestion[]> {
  const { timeZone, onCall } = (await monitor.settings(guildId)).guild;
  const isCovered = onCall?.cover != null && onCall.cover.until > now;
  return suggestTimes(isCovered ? [NOW, ...UNTIL] : UNTIL, typed, (text) => {
    if (text === NOW) return isCovered ? text : null;
    try {
      return `${text} (${language.duration(parseUntil(text, now, timeZone) - now)})`;
    } catch {
      return null;
    }
  });
}
