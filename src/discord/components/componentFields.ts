import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';

/** The embed with a field more, or with the field of that name as it reads now. */
export function withField(embed: APIEmbed, field: APIEmbedField): APIEmbed {
  const { fields = [], ...rest } = withoutField(embed, field.name);
  return { ...rest, fields: [...fields, field] };
}

export function withoutField(embed: APIEmbed, name: string): APIEmbed {
  return { ...embed, fields: (embed.fields ?? []).filter((field) => field.name !== name) };
}
