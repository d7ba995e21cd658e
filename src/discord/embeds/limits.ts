import type { APIEmbed } from 'discord-api-types/v10';
import { LIMITS, type LimitName, type LimitOverrides } from '../../monitor/limits.ts';
import { ALERT_KINDS, type Limits, type Millis } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { limitText } from './limitText.ts';
import { embed } from './look.ts';

const NAMES = Object.keys(LIMITS) as LimitName[];

/** Every limit that holds for a guild, by kind; those that it has set itself are marked. */
export function limitsEmbed(limits: Limits, own: LimitOverrides, at: Millis, language: Language): APIEmbed {
  const { words } = language;
  const line = (name: LimitName) => {
    const mark = own[name] === undefined ? '' : ` (${words.limits.own})`;
    return `\`${name}\` **${limitText(name, LIMITS[name].read(limits), language)}**${mark}`;
  };
  const fields = ALERT_KINDS.map((kind) => ({
    name: words.kinds[kind],
    value: NAMES.filter((name) => name.startsWith(`${kind}.`))
      .map(line)
      .join(' · '),
  }));
  return embed('info', at, {
    title: words.limits.title,
    description: `${line('cooldown')}\n${words.limits.footerHint}`,
    fields,
  });
}
