import { bold, subtext } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import { clip } from './text.ts';

/** https://discord.com/developers/docs/resources/message#create-message, less what stands above the words: a mention and two notes. */
const ROOM = 1_600;

/** What embeds say as words alone, for where Discord refuses them. The time at the end tells two of them apart. */
export function plainText(embeds: readonly APIEmbed[]): string {
  const parts = embeds.map(({ author, title, description, fields = [], timestamp, footer }) =>
    [
      author?.name,
      title === undefined ? '' : bold(title),
      description,
      ...fields.map(({ name, value }) => `${name}: ${value}`),
      subtext([footer?.text, timestamp].filter((part) => part !== undefined).join(' · ')),
    ]
      .filter((line) => line !== undefined && line !== '')
      .join('\n'),
  );
  const room = Math.floor(ROOM / Math.max(parts.length, 1));
  return parts.map((part) => clip(part, room)).join('\n\n');
}
