/** How a piece of text looks. Colours are 0xRRGGBB. */
export interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly ink?: number;
  readonly paper?: number;
  readonly href?: string;
}

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** Spans side by side, none with a line break in it. */
export type Line = readonly Span[];

export function span(text: string, style: Style = {}): Span {
  return { text, style };
}
