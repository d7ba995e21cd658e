import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import { parseLength } from '../src/monitor/text/duration.ts';
import { suggestLengths } from './suggestLengths.ts';

/** Takes a guild's own cooldown back. */
const DEFAULT = 'default';

export default defineCommand({
  name: 'cooldown',
  needs: PermissionFlagsBits.ManageGuild,
  options: { length: { type: ApplicationCommandOptionType.String, max_length: 30, autocomplete: true } },
  isEphemeral: true,

  async run({ length }, { monitor, guildId, by, language }) {
    const { thresholds: words } = language.words;
    const current = async () => language.duration((await monitor.settings(guildId)).guild.thresholds.cooldownMs);
    const before = await current();
    if (length === null) return { content: words.cooldown(before) };
    const ms = length.trim().toLowerCase() === DEFAULT ? null : parseLength(length);
    if (ms === null && length.trim().toLowerCase() !== DEFAULT) throw new MonitorError('badLength', { text: length });
    await monitor.setThreshold(guildId, 'cooldown', ms === null ? null : ms / 1_000, by);
    return { content: words.cooldownChanged({ before, after: await current() }) };
  },

  suggest: async (_option, typed, { language }) => [
    ...suggestLengths(['5m', '10m', '15m', '30m', '1h', '4h'], typed, (ms) => language.duration(ms)),
    ...(DEFAULT.startsWith(typed.trim().toLowerCase()) ? [{ name: DEFAULT, value: DEFAULT }] : []),
  ],
});
