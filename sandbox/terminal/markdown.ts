import { inlineMarkdown } from './inlineMarkdown.ts';
import { lineWidth, padded } from './line.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { LOOK } from './palette.ts';
import { type Line, type Style, span } from './span.ts';
import { textWidth } from './textWidth.ts';
import { wrap, wrapVerbatim } from './wrap.ts';

const FENCE = /```(?:[\w+-]*\n)?(.*?)\n?```\n?/gs;

/** A list in a narrow column needs room for its text. */
const DEEPEST_INDENT = 4;

interface Paragraph {
  readonly text: string;
  readonly style?: Style;
  /** Stands before the first line; later lines are indented by as much. */
  readonly lead?: string;
  /** The lead stands before every line. */
  readonly repeatLead?: boolean;
}

/** Discord's markdown, laid out in lines of at most `width` cells. */
export function markdown(text: string, width: number, context: MarkdownContext): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    lines.push(...paragraphs(text.slice(from, fence.index), width, context));
    lines.push(...codeBlock(fence[1] ?? '', width));
    from = fence.index + fence[0].length;
  }
  return [...lines, ...paragraphs(text.slice(from), width, context)];
}

function paragraphs(text: string, width: number, context: MarkdownContext): Line[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => laidOut(readParagraph(line), width, context));
}

function readParagraph(line: string): Paragraph {
  const heading = /^#{1,3} +(.+)/.exec(line);
  if (heading) return { text: heading[1] ?? '', style: { bold: true } };
  const small = /^-# +(.+)/.exec(line);
  if (small) return { text: small[1] ?? '', style: LOOK.faint };
  const quote = /^> (.*)/.exec(line);
  if (quote) return { text: quote[1] ?? '', lead: '▎ ', repeatLead: true };
  const item = /^( *)([-*•]|\d{1,3}\.) +(.+)/.exec(line);
  if (item)
    return { text: item[3] ?? '', lead: `${item[1]?.slice(0, DEEPEST_INDENT)}${item[2]?.replace(/[-*]/, '•')} ` };
  return { text: line };
}

function laidOut(
  { text, style = {}, lead = '', repeatLead = false }: Paragraph,
  width: number,
  context: MarkdownContext,
) {
  const spans = inlineMarkdown(text, context, style);
  if (lead === '') return wrap(spans, width);

  const leadWidth = textWidth(lead);
  const later = repeatLead ? lead : ' '.repeat(leadWidth);
  return wrap(spans, width - leadWidth).map((line, i) => [span(i === 0 ? lead : later, LOOK.faint), ...line]);
}

/** All lines are as wide as the widest, so that the paper behind them is a rectangle. */
function codeBlock(code: string, width: number): Line[] {
  const lines = wrapVerbatim([span(code, LOOK.code)], width - 2);
  const widest = Math.max(...lines.map(lineWidth));
  return lines.map((line) => {
    const text = padded(line, widest).map((part) => part.text);
    return [span(` ${text.join('')} `, LOOK.code)];
  });
}
