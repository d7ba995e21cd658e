import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Reply, Suggestion } from '../src/discord/command.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { inlineCode, namedWith } from '../src/discord/embeds/text.ts';
import { THRESHOLD_NAMES, thresholdCalled, thresholdName } from '../src/discord/embeds/thresholdName.ts';
import { thresholdsEmbed } from '../src/discord/embeds/thresholds.ts';
import { thresholdText } from '../src/discord/embeds/thresholdText.ts';
import type { Language } from '../src/discord/words/language.ts';
import { MonitorError } from '../src/monitor/errors.ts';
import type { Monitor } from '../src/monitor/monitor.ts';
import { THRESHOLDS, type ThresholdName } from '../src/monitor/settings/thresholds.ts';
import { PIPELINE_OPTION } from './pipelineOption.ts';
import { thresholdValue } from './thresholdValue.ts';

type Settings = Awaited<ReturnType<Monitor['settings']>>;

/** Takes a guild's own threshold back. */
const DEFAULT = 'default';

export default defineCommand({
  name: 'threshold',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    kind: { type: ApplicationCommandOptionType.String, max_length: 50, autocomplete: true },
    value: { type: ApplicationCommandOptionType.String, max_length: 30, autocomplete: true },
    pipeline: PIPELINE_OPTION,
  },
  isEphemeral: true,

  async run({ kind: typed, value, pipeline }, context): Promise<Reply> {
    const { monitor, guildId, by, now, language } = context;
    const { thresholds: words } = language.words;
    const read = () => monitor.settings(guildId, pipeline);
    if (typed === null) {
      if (value !== null) return { content: words.needsKind };
      return { embeds: [thresholdsEmbed(await read(), now, language)] };
    }
    const kind = thresholdCalled(typed, language);
    if (kind === null) throw new MonitorError('unknownThreshold', { name: typed });
    const name = namedWith(`**${thresholdName(kind, language)}**`, pipeline);
    const settings = await read();
    const before = currentText(kind, settings, language);
    if (value === null)
      return { content: `${words.unchanged({ name, value: before })}${unusedText(kind, settings, language)}` };
    const wanted = value.trim().toLowerCase() === DEFAULT ? null : thresholdValue(value, THRESHOLDS[kind].unit);
    if (Number.isNaN(wanted)) {
      const why = THRESHOLDS[kind].unit === 'switch' ? words.isSwitch(name) : words.notANumber(inlineCode(value));
      return { content: `${why} ${words.stays({ name, value: before })}` };
    }
    await monitor.setThreshold(guildId, kind, wanted, by, pipeline);
    return { content: words.changed({ name, before, after: currentText(kind, await read(), language) }) };
  },

  async suggest(option, typed, context, { kind, pipeline }) {
    const { monitor, guildId, language } = context;
    const seen = monitor.pipelinesOf(guildId).find((each) => each === pipeline) ?? null;
    const { guild } = await monitor.settings(guildId, seen);
    const now = (name: ThresholdName) => THRESHOLDS[name].read(guild.thresholds);
    if (option === 'kind') {
      const wanted = typed.trim().toLowerCase();
      return THRESHOLD_NAMES.map((name) => ({ name: thresholdName(name, language), value: name }))
        .filter(({ name, value }) => [name, value].some((each) => each.toLowerCase().includes(wanted)))
        .map(({ name, value }) => ({ name: `${name} (${thresholdText(value, now(value), language)})`, value }));
    }
    const named = typeof kind === 'string' ? thresholdCalled(kind, language) : null;
    return named === null ? [] : [...valuesOf(named, typed, now(named), language), { name: DEFAULT, value: DEFAULT }];
  },
});

/** What was typed, as it is understood, or else what holds now; and from where to where it may be. */
function valuesOf(kind: ThresholdName, typed: string, now: number, language: Language): readonly Suggestion[] {
  const { unit, min, max } = THRESHOLDS[kind];
  if (unit === 'switch') return ['on', 'off'].map((value) => ({ name: value, value }));
  const { range } = language.words.thresholds;
  const ends = range({ min: thresholdText(kind, min, language), most: thresholdText(kind, max, language) });
  const text = typed.trim() === '' ? String(now) : typed;
  const value = thresholdValue(text, unit);
  const understood = value >= min && value <= max ? thresholdText(kind, value, language) : text;
  return [{ name: `${understood} (${ends})`, value: text }];
}

function currentText(kind: ThresholdName, { guild }: Settings, language: Language): string {
  return thresholdText(kind, THRESHOLDS[kind].read(guild.thresholds), language);
}

/** The guild's own value, where it does not fit and so does not hold. */
function unusedText(kind: ThresholdName, { own, dropped }: Settings, language: Language): string {
  const value = own[kind];
  if (value === undefined || !dropped.includes(kind)) return '';
  return ` (${language.words.thresholds.unused(thresholdText(kind, value, language))})`;
}
