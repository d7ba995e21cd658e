import type { APIEmbed } from 'discord-api-types/v10';
import { THRESHOLDS, type ThresholdName, type ThresholdOverrides } from '../../monitor/settings/thresholds.ts';
import type { Millis } from '../../monitor/time.ts';
import { ALERT_KINDS, type Guild } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { THRESHOLD_NAMES } from './thresholdName.ts';
import { thresholdText } from './thresholdText.ts';

interface OwnSettings {
  readonly guild: Pick<Guild, 'thresholds'>;
  readonly own: ThresholdOverrides;
  readonly dropped: readonly ThresholdName[];
}

/** Every threshold that holds for a guild, by kind; those that it has set itself are marked, also where they do not hold. */
export function thresholdsEmbed(
  { guild: { thresholds }, own, dropped }: OwnSettings,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words } = language;
  const line = (name: ThresholdName) => {
    const value = own[name];
    const remark =
      dropped.includes(name) && value !== undefined
        ? words.thresholds.unused(thresholdText(name, value, language))
        : words.thresholds.own;
    const mark = value === undefined ? '' : ` (${remark})`;
    return `${words.thresholdLabels[name]} **${thresholdText(name, THRESHOLDS[name].read(thresholds), language)}**${mark}`;
  };
  const fields = ALERT_KINDS.map((kind) => ({
    name: words.kinds[kind],
    inline: true,
    value: THRESHOLD_NAMES.filter((name) => name.startsWith(`${kind}.`))
      .map(line)
      .join('\n'),
  }));
  return baseEmbed('info', at, {
    title: words.thresholds.title,
    description: `${line('cooldown')}\n${line('reminder')}\n-# ${words.thresholds.footerHint}`,
    fields,
  });
}
