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

export const LABEL = { color: COLOUR.quiet, fontFamily: FONT, fontSize: FONT_SIZE } as const;
export const STRONG = { color: COLOUR.text, fontFamily: FONT, fontSize: FONT_SIZE, fontWeight: 'bold' } as const;
