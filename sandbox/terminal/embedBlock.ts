import type { APIEmbed } from 'discord-api-types/v10';
import { dayAndTime } from './discordTime.ts';
import { fieldGrid } from './fieldGrid.ts';
import { inlineMarkdown } from './inlineMarkdown.ts';
import { markdown } from './markdown.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { LOOK, NO_EMBED_COLOUR } from './palette.ts';
import { type Line, span } from './span.ts';
import { textWidth } from './textWidth.ts';
import { wrap } from './wrap.ts';

const BAR = '▌ ';
/** Wider than this, columns drift so far apart that a row no longer reads as one. */
const WIDEST = 76;

/** An embed as a block of lines behind a bar in its colour. */
export function embedBlock(embed: APIEmbed, width: number, context: MarkdownContext): Line[] {
  const bar = span(BAR, { ink: embed.color || NO_EMBED_COLOUR });
  return embedLines(embed, Math.min(width, WIDEST) - BAR.length, context).map((line) => [bar, ...line]);
}

function embedLines(embed: APIEmbed, width: number, context: MarkdownContext): Line[] {
  const { title, description, fields = [], image } = embed;
  const head: Line[] = [
    ...(embed.author ? wrap([span(embed.author.name, { bold: true })], width) : []),
    ...(title ? wrap(inlineMarkdown(title, context, { bold: true, ...(embed.url ? LOOK.link : {}) }), width) : []),
    ...(description ? markdown(description, width, context) : []),
  ];
  const picture = image ? wrap([span(`📷 ${fileName(image.url)}`, LOOK.faint)], width) : [];
  const foot = footerParts(embed, width, context).flatMap((part) => wrap([span(part, LOOK.faint)], width));

  return [head, fieldGrid(fields, width, context), picture, foot]
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : [[], ...section]));
}

/** Text and time in one line, or in two where one is too short. */
function footerParts({ footer, timestamp }: APIEmbed, width: number, context: MarkdownContext): string[] {
  const at = timestamp ? Date.parse(timestamp) : Number.NaN;
  const parts = [footer?.text ?? '', Number.isNaN(at) ? '' : dayAndTime(at, context)].filter((part) => part !== '');
  const together = parts.join(' • ');
  return textWidth(together) <= width ? [together].filter(Boolean) : parts;
}

/** The last part of an address, without its query. */
export function fileName(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/^.*\//, '');
}
