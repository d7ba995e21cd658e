import { timestampText } from './discordTime.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { LOOK } from './palette.ts';
import { type Span, type Style, span } from './span.ts';

type Make = (groups: readonly string[], style: Style, context: MarkdownContext) => Span[];

const inner =
  (added: Style): Make =>
  ([text = ''], style, context) =>
    inlineMarkdown(text, context, { ...style, ...added });

const mention = (text: string, style: Style) => [span(text, { ...style, ...LOOK.mention })];

/** What may begin at a position, tried in this order. The patterns are sticky: they match there or not at all. */
const RULES: readonly (readonly [pattern: RegExp, make: Make])[] = [
  [/\\([^\p{L}\p{N}\s])/uy, ([text = ''], style) => [span(text, style)]],
  [/(`+)(.*?[^`])\1(?!`)/sy, ([, code = ''], style) => [span(code.trim() || code, { ...style, ...LOOK.code })]],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, timestamp],
  [/<@&(\d+)>/y, ([id = ''], style, { roleName }) => mention(`@${roleName(id) ?? 'unknown-role'}`, style)],
  [/<@!?(\d+)>/y, ([id = ''], style, { userName }) => mention(`@${userName(id) ?? 'unknown-user'}`, style)],
  [/<#(\d+)>/y, ([id = ''], style, { channelName }) => mention(`#${channelName?.(id) ?? 'unknown'}`, style)],
  [/<\/([^:<>]+):\d+>/y, ([name], style) => mention(`/${name}`, style)],
  [/<a?(:\w+:)\d+>/y, ([name = ''], style) => [span(name, style)]],
  [/(@everyone|@here)\b/y, everyone],
  [/\[([^\]]+)\]\(<?(https?:\/\/[^\s()<>]+)>?\)/y, maskedLink],
  [/<(https?:\/\/[^\s<>]+)>/y, ([url = ''], style) => [link(url, url, style)]],
  [/(https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*_~])/y, ([url = ''], style) => [link(url, url, style)]],
  [/\*\*(.+?)\*\*(?!\*)/sy, inner({ bold: true })],
  [/__(.+?)__(?!_)/sy, inner({ underline: true })],
  [/~~(.+?)~~/sy, inner({ strike: true })],
  [/\|\|(.+?)\|\|/sy, inner(LOOK.code)],
  [/\*(?=\S)(.+?)\*(?!\*)/sy, inner({ italic: true })],
  [/(?<![\p{L}\p{N}])_(.+?)_(?![\p{L}\p{N}_])/suy, inner({ italic: true })],
];

const MAY_BEGIN = /[\\`<@[h*_~|]/g;

/** The spans of one paragraph: emphasis, code, links, times, and names instead of ids. */
export function inlineMarkdown(text: string, context: MarkdownContext, style: Style = {}): Span[] {
  const spans: Span[] = [];
  let plainFrom = 0;
  let position = nextBeginning(text, 0);

  while (position < text.length) {
    const found = matchAt(text, position);
    if (found === null) {
      position = nextBeginning(text, position + 1);
      continue;
    }
    if (position > plainFrom) spans.push(span(text.slice(plainFrom, position), style));
    spans.push(...found.make(found.groups, style, context));
    plainFrom = position + found.length;
    position = nextBeginning(text, plainFrom);
  }
  if (plainFrom < text.length) spans.push(span(text.slice(plainFrom), style));
  return spans;
}

function nextBeginning(text: string, from: number): number {
  MAY_BEGIN.lastIndex = from;
  return MAY_BEGIN.exec(text)?.index ?? text.length;
}

function matchAt(text: string, position: number) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) return { make, groups: match.slice(1), length: match[0].length };
  }
  return null;
}

function everyone([name = '']: readonly string[], style: Style, { pingsEveryone }: MarkdownContext): Span[] {
  return pingsEveryone ? mention(name, style) : [span(name, style)];
}

function timestamp([seconds = '', form = 'f']: readonly string[], style: Style, context: MarkdownContext): Span[] {
  const text = timestampText(Number(seconds), form, context);
  return [text === null ? span(`<t:${seconds}:${form}>`, style) : span(text, { ...style, ...LOOK.time })];
}

function maskedLink([text = '', url = '']: readonly string[], style: Style, { colour }: MarkdownContext): Span[] {
  return [link(text, url, style), ...(colour ? [] : [span(` (${url})`, style)])];
}

function link(text: string, url: string, style: Style): Span {
  // Parsing escapes whatever could end the sequence that makes a link in a terminal.
  const href = URL.parse(url)?.href;
  return span(text, { ...style, ...LOOK.link, ...(href === undefined ? {} : { href }) });
}
