import type { APIEmbed } from 'discord-api-types/v10';

/** An embed as Discord showed it, without what Discord added, so that it can be sent again. */
export function resend({ author, title, description, color, timestamp, footer, fields }: APIEmbed): APIEmbed {
  return {
    ...(author === undefined ? {} : { author: { name: author.name } }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { color }),
    ...(timestamp === undefined ? {} : { timestamp: new Date(timestamp).toISOString() }),
    ...(footer === undefined ? {} : { footer: { text: footer.text } }),
    ...(fields === undefined
      ? {}
      : { fields: fields.map(({ name, value, inline = false }) => ({ name, value, inline })) }),
  };
}
