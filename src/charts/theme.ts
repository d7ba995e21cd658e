/** The product's colours, and greys that sit on Discord's dark theme. */
export const COLOUR = {
  background: '#242429',
  text: '#DBDEE1',
  quiet: '#949BA4',
  line: '#3F4147',
  success: '#2ECC71',
  warning: '#F39C12',
  error: '#E74C3C',
  info: '#3498DB',
} as const;

/** The stacked codes, most frequent first; the last is for all others. */
export const CODE_COLOURS = ['#E74C3C', '#F39C12', '#9B59B6', '#3498DB', '#1ABC9C', '#7F8C8D'] as const;

/** Nearly twice what Discord shows on a desktop; on a phone the picture is shown about 340 wide, so text is large. */
export const WIDTH = 720;
export const HEIGHT = 360;
/** Its tables are small: letters of it are laid out in a third of the time that larger families take. */
export const FONT = 'Roboto';
export const FONT_SIZE = 22;
export const SMALL_FONT_SIZE = 18;

/** Left of what stands beside no axis. */
export const MARGIN = 27;
/** Beside the plots: on the right there is room for what a level is. */
export const SIDES = { left: 94, right: 80 } as const;

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
  return { text, fill: color, fontFamily: FONT, fontSize: size, fontWeight, verticalAlign };
}
