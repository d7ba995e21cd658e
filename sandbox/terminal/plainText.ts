/**
 * Text that can do nothing to a terminal but stand in it. Control characters could move the cursor or start an escape
 * sequence; invisible format characters could turn the writing direction. Joiners and tags stay: emoji are made of them.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\t', '    ')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[[\p{Cc}\p{Cf}]--[\n\u200d\u{e0020}-\u{e007f}]]/gv, '');
}
