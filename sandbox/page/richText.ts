import { inlineMarkdown } from '../terminal/inlineMarkdown.ts';
import { markdown } from '../terminal/markdown.ts';
import type { MarkdownContext } from '../terminal/markdownContext.ts';
import { LOOK } from '../terminal/palette.ts';
import { plainText } from '../terminal/plainText.ts';
import type { Line, Span, Style } from '../terminal/span.ts';
import type { Piece, TextLine } from './views.ts';

const QUOTE_LEAD = '▎ ';
const ITEM_LEAD = /^ *(?:•|\d{1,3}\.) $/;

/** Discord's markdown as lines that the browser breaks where it likes. */
export function richText(text: string, context: MarkdownContext): TextLine[] {
  return markdown(text, Number.POSITIVE_INFINITY, context).map(textLine);
}

/** Markdown where only emphasis, links and the like count: titles and names. */
export function inlineText(text: string, context: MarkdownContext): Piece[] {
  return inlineMarkdown(plainText(text), context).map(piece);
}

/** The markdown reader gives a block's code and a line's lead these very style objects. */
function textLine(line: Line): TextLine {
  const [first, ...rest] = line;
  if (first?.style === LOOK.code && rest.length === 0) {
    return { kind: 'code', pieces: [{ text: first.text.slice(1).trimEnd(), looks: [] }] };
  }
  if (first?.style !== LOOK.faint || rest.length === 0) return { kind: 'text', pieces: line.map(piece) };
  if (first.text === QUOTE_LEAD) return { kind: 'quote', pieces: rest.map(piece) };
  if (ITEM_LEAD.test(first.text)) return { kind: 'item', lead: first.text.trim(), pieces: rest.map(piece) };
  return { kind: 'text', pieces: line.map(piece) };
}

function piece({ text, style }: Span): Piece {
  const href = webAddress(style.href);
  return { text, looks: looks(style), ...(href !== null && { href }) };
}

function looks(style: Style): string[] {
  const special = specialLook(style);
  const emphasis = (['bold', 'italic', 'underline', 'strike'] as const).filter((name) => style[name]);
  // A mention is set bold for terminals; here its own look says enough.
  return special === 'mention' ? [special] : [...(special === null ? [] : [special]), ...emphasis];
}

function specialLook({ ink, paper }: Style): string | null {
  if (paper === LOOK.mention.paper) return 'mention';
  if (paper === LOOK.time.paper) return 'time';
  if (paper === LOOK.code.paper) return 'code';
  return ink === LOOK.faint.ink ? 'faint' : null;
}

/** The address if a click on it can do nothing but open a web page. */
export function webAddress(url: string | undefined): string | null {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
