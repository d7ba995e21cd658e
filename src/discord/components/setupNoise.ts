import { subtext } from '@discordjs/formatters';
import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { FULL_NOISE, type Noise, SILENT_PARTS } from '../../monitor/delivery/noise.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';

const OPTIONS = [...SILENT_PARTS, 'compact'] as const;

export function noiseLines({ noise }: Words): string {
  return `${noise.heading}\n${subtext(noise.note)}`;
}

/** One menu for all of it: what is picked is silent, or short. */
export function noiseSelect({ noise = FULL_NOISE }: Pick<Guild, 'noise'>, { noise: { hint, options } }: Words) {
  const { silent, format } = noise;
  const isPicked = (option: (typeof OPTIONS)[number]) =>
    option === 'compact' ? format === 'compact' : silent.includes(option);
  return {
    type: ComponentType.StringSelect,
    custom_id: customId('setupNoise'),
    placeholder: hint,
    min_values: 0,
    max_values: OPTIONS.length,
    options: OPTIONS.map((value) => ({ value, label: options[value], default: isPicked(value) })),
  } satisfies APISelectMenuComponent;
}

/** What was picked; null where that is not what the menu offers. */
export function pickedNoise(values: readonly string[]): Noise | null {
  if (!values.every((value) => OPTIONS.some((option) => option === value))) return null;
  return {
    silent: SILENT_PARTS.filter((part) => values.includes(part)),
    format: values.includes('compact') ? 'compact' : 'full',
  };
}
