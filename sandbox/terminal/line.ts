import { type Line, type Span, type Style, span } from './span.ts';
import { cellWidth, graphemes, textWidth } from './textWidth.ts';

export function lineWidth(line: Line): number {
  return line.reduce((width, { text }) => width + textWidth(text), 0);
}

/** The line with spaces after it, as wide as asked for. */
export function padded(line: Line, width: number): Line {
  const missing = width - lineWidth(line);
  return missing > 0 ? [...line, span(' '.repeat(missing))] : line;
}

/** The text in one line, its end replaced by `…` where it is too long. */
export function clipped(text: string, width: number): string {
  const oneLine = text.replaceAll('\n', ' ');
  if (textWidth(oneLine) <= width) return oneLine;

  let kept = '';
  let keptWidth = 0;
  for (const grapheme of graphemes(oneLine)) {
    keptWidth += cellWidth(grapheme);
    if (keptWidth > width - 1) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

/** Neighbours that look alike become one span, so that they are painted at once. */
export function joined(spans: Iterable<Span>): Line {
  const line: { text: string; style: Style }[] = [];
  for (const { text, style } of spans) {
    const last = line.at(-1);
    if (last?.style === style) last.text += text;
    else line.push({ text, style });
  }
  return line;
}
