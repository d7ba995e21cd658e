import type { APIEmbed } from 'discord-api-types/v10';
import { LIMITS, type LimitName, type LimitOverrides } from '../../monitor/settings/limits.ts';
import type { Millis } from '../../monitor/time.ts';
import { ALERT_KINDS, type Guild } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { limitText } from './limitText.ts';
import { THRESHOLDS } from './thresholdName.ts';

interface OwnSettings {
  readonly guild: Pick<Guild, 'limits'>;
  readonly own: LimitOverrides;
  readonly dropped: readonly LimitName[];
}

/** Every limit that holds for a guild, by kind; those that it has set itself are marked, also where they do not hold. */
export function limitsEmbed(
  { guild: { limits }, own, dropped }: OwnSettings,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words } = language;
  const line = (name: LimitName) => {
    const value = own[name];
    const how =
      dropped.includes(name) && value !== undefined
        ? words.limits.unused(limitText(name, value, language))
        : words.limits.own;
    const mark = value === undefined ? '' : ` (${how})`;
    return `${words.thresholdLabels[name]} **${limitText(name, LIMITS[name].read(limits), language)}**${mark}`;
  };
  const fields = ALERT_KINDS.map((kind) => ({
    name: words.kinds[kind],
    inline: true,
    value: THRESHOLDS.filter((name) => name.startsWith(`${kind}.`))
      .map(line)
      .join('\n'),
  }));
  return baseEmbed('info', at, {
    title: words.limits.title,
    description: `${line('cooldown')}\n${line('reminder')}\n-# ${words.limits.footerHint}`,
    fields,
  });
}
