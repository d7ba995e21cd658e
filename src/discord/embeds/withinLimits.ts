import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { clip, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT } from './text.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const NAME_LIMIT = 256;
const MOST_FIELDS = 25;
const TOTAL_LIMIT = 6_000;
/** Discord trims values and refuses what is empty then; this is seen as nothing. */
const BLANK = '\u200b';

/** An embed within Discord's limits. What does not fit is cut by code point; of too many fields the last ones go. */
export function withinLimits(embed: APIEmbed): APIEmbed {
  const { title, description, footer, author } = embed;
  const head = {
    ...embed,
    ...(title === undefined ? {} : { title: clip(title, NAME_LIMIT) }),
    ...(description === undefined ? {} : { description: clip(description, DESCRIPTION_LIMIT) }),
    ...(author === undefined ? {} : { author: { ...author, name: clip(author.name, NAME_LIMIT) } }),
  };
  if (embed.fields === undefined) return head;
  const texts = [head.title, head.description, head.author?.name, footer?.text];
  let left = texts.reduce((room, text = '') => room - text.length, TOTAL_LIMIT);
  const fields: APIEmbedField[] = [];
  for (const field of embed.fields.slice(0, MOST_FIELDS)) {
    const fitted = fitField(field);
    left -= fitted.name.length + fitted.value.length;
    if (left < 0) break;
    fields.push(fitted);
  }
  return { ...head, fields };
}

function fitField(field: APIEmbedField): APIEmbedField {
  const value = clip(field.value, FIELD_VALUE_LIMIT);
  return { ...field, name: clip(field.name, NAME_LIMIT), value: value.trim() === '' ? BLANK : value };
}
