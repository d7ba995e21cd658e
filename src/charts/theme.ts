/** The product's colours, and greys that sit on Discord's dark theme. */
export const COLOUR = {
  background: '#242429',
  text: '#DBDEE1',
  quiet: '#949BA4',
  line: '#3F4147',
  success: '#2ECC71',
  warning: '#F39C12',
  critical: '#E74C3C',
  info: '#3498DB',
} as const;

/** The stacked codes, most frequent first; the last is for all others. */
export const CODE_COLOURS = ['#E74C3C', '#F39C12', '#9B59B6', '#3498DB', '#1ABC9C', '#7F8C8D'] as const;

/** More than half as much again as Discord shows on a desktop. On a phone 390 wide the picture is 290: the smallest letters are 9 high there. */
export const WIDTH = 640;
export const HEIGHT = 400;
/** Its tables are small: letters of it are laid out in a third of the time that larger families take. */
export const FONT = 'Roboto';
/** What Roboto has no letters of; see docs/decisions/0009-chinese-letters.md. */
export const CHINESE_FONT = 'Noto Sans SC';
export const FONT_SIZE = 22;
export const SMALL_FONT_SIZE = 20;
export const TITLE_FONT_SIZE = 26;
/** How high a line of the usual letters is. */
export const LINE_HEIGHT = 26;

/** Left of what stands beside no axis. */
export const MARGIN = 24;
/** Where plots begin, below the title. */
export const PLOT_TOP = 64;
/** From a plot down to the edge: the times stand there. */
export const TIMES_HEIGHT = 46;

/** How much is left free beside the plots, for the labels of their values and for what a level is. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

export function hasChinese(text: string): boolean {
  return /[\u2e80-\uffef]/u.test(text);
}

/** How many labels of values a low plot has room for, and one that shows only its ends. */
export const LABELS_LOW = 4;
export const LABELS_AT_ENDS = 2;

/** Of the labels of an axis. */
export const LABEL = { color: COLOUR.quiet, fontFamily: FONT, fontSize: FONT_SIZE } as const;

export interface Letters {
  readonly color?: string;
  readonly size?: number;
  readonly isBold?: boolean;
  /** Where its place is in it. */
  readonly verticalAlign?: 'top' | 'middle' | 'bottom';
}

/** Of a text that stands by itself. */
export function written(
  text: string,
  { color = COLOUR.quiet, size = FONT_SIZE, isBold = false, verticalAlign = 'top' }: Letters = {},
) {
  const fontWeight = isBold ? ('bold' as const) : ('normal' as const);
  // For a letter that the family does not have, another one is found, but never a bold one.
  const fontFamily = isBold && hasChinese(text) ? CHINESE_FONT : FONT;
  return { text, fill: color, fontFamily, fontSize: size, fontWeight, verticalAlign };
}
