import { joined } from './line.ts';
import { paint } from './paint.ts';
import { plainText } from './plainText.ts';
import { type Line, type Span, type Style, span } from './span.ts';
import { cellWidth, graphemes } from './textWidth.ts';

interface Atom {
  readonly text: string;
  readonly style: Style;
  readonly width: number;
}

/** Breaks spans into lines of at most `width` cells: between words where it can, inside a word that is too long. */
export function wrap(spans: readonly Span[], width: number): Line[] {
  return broken(spans, width, (line) => line.findLastIndex(({ text }) => text === ' '));
}

/** The same for plain text. */
export function wrapText(text: string, width: number): string {
  return wrap([span(text)], width)
    .map((line) => paint(line, false))
    .join('\n');
}

/** Breaks where the line is full and keeps every space: for code. */
export function wrapVerbatim(spans: readonly Span[], width: number): Line[] {
  return broken(spans, width, () => -1);
}

function broken(spans: readonly Span[], width: number, lastSpace: (line: readonly Atom[]) => number): Line[] {
  const lines: Line[] = [];
  let line: Atom[] = [];
  let filled = 0;

  const end = (rest: Atom[]) => {
    lines.push(joined(line));
    line = rest;
    filled = rest.reduce((sum, atom) => sum + atom.width, 0);
  };

  for (const atom of atoms(spans)) {
    // A space where the line is full is the line break.
    if (atom.text === '\n' || (atom.text === ' ' && filled === width)) {
      end([]);
      continue;
    }
    // Twice where the word taken along is itself too long.
    while (filled + atom.width > width && line.length > 0) {
      const at = lastSpace(line);
      end(at > 0 ? line.splice(at).slice(1) : []);
    }
    line.push(atom);
    filled += atom.width;
  }
  end([]);
  return lines;
}

function* atoms(spans: readonly Span[]): Generator<Atom> {
  for (const { text, style } of spans) {
    // A variation selector that opens a span would change the width of the character before it.
    for (const grapheme of graphemes(plainText(text).replace(/^\ufe0f+/, ''))) {
      // Some scripts join any number of letters into one; that may have to be broken too.
      const parts = cellWidth(grapheme) > 2 ? grapheme : [grapheme];
      for (const part of parts) yield { text: part, style, width: cellWidth(part) };
    }
  }
}
