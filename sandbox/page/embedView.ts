import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { dayAndTime } from '../terminal/discordTime.ts';
import type { MarkdownContext } from '../terminal/markdownContext.ts';
import { NO_EMBED_COLOUR } from '../terminal/palette.ts';
import { plainText } from '../terminal/plainText.ts';
import { cssColour } from './cssColour.ts';
import { pictureView } from './pictureView.ts';
import { inlineText, richText, webAddress } from './richText.ts';
import type { EmbedView, FieldView } from './views.ts';

const COLUMNS = 12;
const MOST_IN_A_ROW = 3;

export function embedView(embed: APIEmbed, context: MarkdownContext): EmbedView {
  const { title = '', description = '', fields = [], image, thumbnail } = embed;
  return {
    colour: cssColour(embed.color || NO_EMBED_COLOUR),
    author: plainText(embed.author?.name ?? ''),
    title: inlineText(title, context),
    titleHref: webAddress(embed.url),
    lines: richText(description, context),
    fields: fieldRows(fields).flatMap((row) => row.map((field) => fieldView(field, COLUMNS / row.length, context))),
    thumbnail: thumbnail ? pictureView(thumbnail) : null,
    picture: image ? pictureView(image) : null,
    footer: footerText(embed, context),
  };
}

function fieldView({ name, value }: APIEmbedField, columns: number, context: MarkdownContext): FieldView {
  return { name: inlineText(name, context), lines: richText(value, context), columns };
}

/** Up to three inline fields share a row, and its width. */
function fieldRows(fields: readonly APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last?.[0]?.inline && last.length < MOST_IN_A_ROW) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function footerText({ footer, timestamp }: APIEmbed, context: MarkdownContext): string {
  const at = timestamp ? Date.parse(timestamp) : Number.NaN;
  const parts = [plainText(footer?.text ?? ''), Number.isNaN(at) ? '' : dayAndTime(at, context)];
  return parts.filter((part) => part !== '').join(' • ');
}
