const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian wide and fullwidth characters, and those that a terminal draws as a picture without being asked. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/v;
/** Sits on the character before it: accents, joiners, and the vowels and finals of a Hangul syllable. */
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/v;
/** What begins with an emoji is drawn in its place, whatever is joined to it. */
const EMOJI = /^\p{RGI_Emoji}|\p{Emoji}\ufe0f/v;

/** What a reader takes for one character, however many code points it has. */
export function* graphemes(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** How many cells of a terminal one grapheme takes. */
export function cellWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;

  let width = 0;
  for (const character of grapheme) width += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const grapheme of graphemes(text)) width += cellWidth(grapheme);
  return width;
}
