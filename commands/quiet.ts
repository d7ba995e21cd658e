import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { CommandContext, Suggestion } from '../src/discord/command.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { previewText, quietEmbed, quietText } from '../src/discord/embeds/quietHours.ts';
import { QUIET_PASSES } from '../src/monitor/alerts/quietHours.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { QUIET_OF_SETTINGS } from '../src/monitor/settings/quietActions.ts';
import { parseWeekdays } from '../src/monitor/text/weekdays.ts';
import { ALERT_KINDS } from '../src/monitor/types.ts';

const TIMES = ['18:00', '20:00', '22:00', '23:00', '00:00', '06:00', '07:00', '08:00', '09:00'];
const DAYS = ['daily', 'mon-fri', 'weekend', 'fri-sun', 'sat', 'sun'];

export default defineCommand({
  name: 'quiet',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    from: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
    to: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
    days: { type: ApplicationCommandOptionType.String, max_length: 80, autocomplete: true },
    alerts: { type: ApplicationCommandOptionType.String, max_length: 100, autocomplete: true },
    passes: { type: ApplicationCommandOptionType.String, choices: QUIET_PASSES },
    remove: { type: ApplicationCommandOptionType.String, max_length: 20, autocomplete: true },
  },
  isEphemeral: false,

  async run({ from, to, days, alerts, passes, remove }, { monitor, guildId, by, now, language }) {
    const { quiet } = language.words;
    const isAdding = [from, to, days, alerts, passes].some((option) => option !== null);
    if (isAdding && remove !== null) throw new MonitorError('quietBoth', {});
    if (isAdding) {
      if (from === null || to === null) throw new MonitorError('quietNeedsTimes', {});
      const added = await monitor.addQuietHours(guildId, { from, to, days, alerts, passes }, by);
      return reply(quiet.added(quietText(added, added.id, language)));
    }
    if (remove !== null) {
      const removed = await monitor.removeQuietHours(guildId, remove, by);
      return reply(removed === null ? quiet.restored : quiet.removed(quietText(removed, null, language)));
    }
    const { guild, hasOwnQuiet } = await monitor.settings(guildId);
    return { embeds: [quietEmbed(guild, hasOwnQuiet, now, language)] };

    /** What was changed, and when it is quiet from now on. */
    async function reply(sentence: string) {
      const { quietHours, timeZone } = (await monitor.settings(guildId)).guild;
      const preview = previewText({ quietHours, timeZone }, now, language);
      const zone = quietHours.length === 0 ? [] : [quiet.zone(`\`${timeZone}\``)];
      return { content: [sentence, preview, ...zone, language.words.mutes.summaryStays].join('\n') };
    }
  },

  async suggest(option, typed, context) {
    const wanted = typed.trim().toLowerCase();
    if (option === 'remove') return suggestRemovals(wanted, context);
    if (option === 'alerts') return suggestKinds(wanted, context);
    const isDays = option === 'days';
    const own = isDays && parseWeekdays(wanted) !== null ? [wanted] : [];
    const usual = (isDays ? DAYS : TIMES).filter((each) => each.startsWith(wanted));
    return [...new Set([...own, ...usual])].map((value) => ({ name: value, value }));
  },
});

/** Those that there are, and where they are the server's own, those of the settings. */
async function suggestRemovals(
  wanted: string,
  { monitor, guildId, language }: CommandContext,
): Promise<readonly Suggestion[]> {
  const { guild, hasOwnQuiet } = await monitor.settings(guildId);
  const own = guild.quietHours.map((hours) => ({
    name: `${hours.id}: ${quietText(hours, null, language).replaceAll('**', '')}`,
    value: String(hours.id),
  }));
  const restore = hasOwnQuiet ? [{ name: language.words.quiet.restore, value: QUIET_OF_SETTINGS }] : [];
  return [...own, ...restore].filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** One kind after the other: what was typed before the last comma stays. */
function suggestKinds(wanted: string, { language }: CommandContext): readonly Suggestion[] {
  const typed = wanted.split(/[\s,]+/);
  const last = typed.at(-1) ?? '';
  const before = typed.slice(0, -1).filter((name) => ALERT_KINDS.some((kind) => kind === name));
  const { kinds, scopes } = language.words;
  const all = before.length === 0 && 'all'.startsWith(last) ? [{ name: scopes.all, value: 'all' }] : [];
  const named = ALERT_KINDS.filter((kind) => !before.includes(kind)).filter(
    (kind) => kind.startsWith(last) || kinds[kind].toLowerCase().startsWith(last),
  );
  const nameOf = (name: string) => kinds[ALERT_KINDS.find((kind) => kind === name) ?? 'errors'];
  return [
    ...all,
    ...named.map((kind) => ({
      name: language.list([...before, kind].map(nameOf)),
      value: [...before, kind].join(','),
    })),
  ];
}
