import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type CommandContext, defineCommand, type Reply } from '../src/discord/command.ts';
import { limitsEmbed } from '../src/discord/embeds/limits.ts';
import { limitText } from '../src/discord/embeds/limitText.ts';
import { inlineCode } from '../src/discord/embeds/text.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { isLimitName, LIMITS } from '../src/monitor/limits.ts';
import { limitValue } from './limitValue.ts';

/** Takes a guild's own limit back. */
const DEFAULT = 'default';

export default defineCommand({
  data: {
    name: 'threshold',
    description: 'Show or change the limits that decide when you are told',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'kind',
        description: 'Which limit; all of them are shown if you leave it out',
        type: ApplicationCommandOptionType.String,
        max_length: 50,
        autocomplete: true,
      },
      {
        name: 'value',
        description: 'The new value in the unit of the limit, or "default"',
        type: ApplicationCommandOptionType.String,
        max_length: 30,
        autocomplete: true,
      },
    ],
  },
  visibleTo: 'caller',

  async run({ kind, value }, context): Promise<Reply> {
    const { monitor, guildId, by, now, language } = context;
    const { limits: words } = language.words;
    if (kind === null) {
      if (value !== null) return { content: words.needsKind };
      return { embeds: [limitsEmbed(await monitor.settings(guildId), now, language)] };
    }
    if (!isLimitName(kind)) throw new MonitorError('unknownLimit', { name: kind });
    const name = inlineCode(kind);
    const before = await currentText(kind, context);
    if (value === null) return { content: `${words.unchanged(name, before)}${await unusedText(kind, context)}` };
    const wanted = value.trim().toLowerCase() === DEFAULT ? null : limitValue(value, LIMITS[kind].unit);
    if (Number.isNaN(wanted)) return { content: words.notANumber(inlineCode(value)) };
    await monitor.setLimit(guildId, kind, wanted, by);
    return { content: words.changed(name, before, await currentText(kind, context)) };
  },

  async suggest(option, typed, context, { kind }) {
    const { monitor, guildId, language } = context;
    const { guild } = await monitor.settings(guildId);
    const now = (name: keyof typeof LIMITS) => limitText(name, LIMITS[name].read(guild.limits), language);
    if (option === 'kind') {
      const names = Object.keys(LIMITS).filter(isLimitName);
      return names
        .filter((name) => name.toLowerCase().includes(typed.trim().toLowerCase()))
        .map((name) => ({ name: `${name}: ${now(name)}`, value: name }));
    }
    if (typeof kind !== 'string' || !isLimitName(kind)) return [];
    const { min, max, unit, read } = LIMITS[kind];
    const asTyped = typed.trim() === '' ? String(read(guild.limits)) : typed;
    const range = `${min}–${max} ${language.words.limits.units[unit]}`;
    return [
      { name: `${asTyped} (${range})`, value: asTyped },
      { name: DEFAULT, value: DEFAULT },
    ];
  },
});

async function currentText(kind: keyof typeof LIMITS, { monitor, guildId, language }: CommandContext): Promise<string> {
  const { guild } = await monitor.settings(guildId);
  return limitText(kind, LIMITS[kind].read(guild.limits), language);
}

/** The guild's own value, where it does not fit and so does not hold. */
async function unusedText(kind: keyof typeof LIMITS, { monitor, guildId, language }: CommandContext): Promise<string> {
  const { own, dropped } = await monitor.settings(guildId);
  const value = own[kind];
  if (value === undefined || !dropped.includes(kind)) return '';
  return ` (${language.words.limits.unused(limitText(kind, value, language))})`;
}
