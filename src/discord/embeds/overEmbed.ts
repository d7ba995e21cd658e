import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';

/** A message about an incident as it reads once that is over. `at`: when it was sent; `ended`: when the incident ended, in words. */
export function overEmbed(
  { title = '', description }: APIEmbed,
  { at, fields, ended }: { readonly at: Millis; readonly fields: readonly APIEmbedField[]; readonly ended: string },
  { words: { alerts } }: Language,
): APIEmbed {
  return baseEmbed('success', at, {
    title: alerts.over(title),
    ...(description === undefined ? {} : { description }),
    fields: [...fields, { name: alerts.ended, value: ended }],
  });
}
