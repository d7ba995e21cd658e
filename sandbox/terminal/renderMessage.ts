import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { componentRows } from './componentRows.ts';
import { dayAndTime } from './discordTime.ts';
import { embedBlock, fileName } from './embedBlock.ts';
import { lineWidth } from './line.ts';
import { markdown } from './markdown.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { paint } from './paint.ts';
import { LOOK } from './palette.ts';
import { type Line, type Span, span } from './span.ts';
import { wrap } from './wrap.ts';

export interface RenderOptions extends Omit<MarkdownContext, 'pingsEveryone'> {
  /** In cells. Less than 20 is taken for 20. */
  readonly width: number;
}

const LEAST_WIDTH = 20;
const INDENT = span('  ');

/** A message as it would look in Discord, as far as a terminal goes. Lines end in `\n`, but for the last. */
export function renderMessage(message: APIMessage, options: RenderOptions): string {
  const width = Math.max(options.width, LEAST_WIDTH) - INDENT.text.length;
  const [header, ...moreHeader] = wrap(headerSpans(message, options), width);
  const lines: Line[] = [
    ...(header ? [[span('● ', { ink: LOOK.appTag.paper }), ...header]] : []),
    ...[...moreHeader, ...bodyLines(message, width, options)].map((line) => [INDENT, ...line]),
  ];
  return lines.map((line) => paint(line, options.colour)).join('\n');
}

function headerSpans(message: APIMessage, options: RenderOptions): Span[] {
  const { author, webhook_id, timestamp } = message;
  const isApp = author.bot || webhook_id !== undefined;
  return [
    span(author.global_name ?? author.username, { bold: true }),
    ...(isApp ? [span(' '), span(options.colour ? ' APP ' : '[APP]', LOOK.appTag)] : []),
    span(`  ${dayAndTime(Date.parse(timestamp), options)}`, LOOK.faint),
    ...(message.edited_timestamp !== null && message.content === '' ? [span(' (edited)', LOOK.faint)] : []),
  ];
}

function bodyLines(message: APIMessage, width: number, options: RenderOptions): Line[] {
  const { embeds, components = [] } = message;
  const context = { ...options, pingsEveryone: message.mention_everyone };
  return [
    ...contentLines(message, width, context),
    ...embeds.flatMap((embed) => embedBlock(embed, width, context)),
    ...looseFiles(message).flatMap((name) => wrap([span(`📎 ${name}`, LOOK.link)], width)),
    ...componentRows(components, width, context),
    ...(has(message, MessageFlags.Ephemeral) ? wrap([span('Only you can see this', LOOK.faint)], width) : []),
  ];
}

function contentLines(message: APIMessage, width: number, context: MarkdownContext): Line[] {
  if (has(message, MessageFlags.Loading)) return wrap([span('is thinking…', LOOK.faint)], width);

  if (message.content === '') return [];
  const lines = markdown(message.content, width, context);
  if (message.edited_timestamp === null) return lines;
  // After the last word, where there is room for it.
  const edited = [...(lines.at(-1) ?? []), span(' (edited)', LOOK.faint)];
  return lineWidth(edited) <= width ? [...lines.slice(0, -1), edited] : [...lines, [span('(edited)', LOOK.faint)]];
}

/** Files that no embed shows already. */
function looseFiles({ attachments, embeds }: APIMessage): string[] {
  const shown = embeds.map(({ image }) => image && fileName(image.url));
  return attachments.map(({ filename }) => filename).filter((name) => !shown.includes(name));
}

function has({ flags }: APIMessage, flag: MessageFlags): boolean {
  return ((flags ?? 0) & flag) !== 0;
}
