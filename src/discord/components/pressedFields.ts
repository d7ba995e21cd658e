import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';

/** The embed with a field more, or with the field of that name as it reads now. */
export function withField(embed: APIEmbed, field: APIEmbedField): APIEmbed {
  const others = (embed.fields ?? []).filter(({ name }) => name !== field.name);
  return { ...embed, fields: [...others, field] };
}
