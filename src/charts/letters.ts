import { fileURLToPath } from 'node:url';
import { readWidths } from './fontFile.ts';
import { hasChinese } from './theme.ts';

const ROBOTO = import.meta.resolve('@expo-google-fonts/roboto/package.json');
const REGULAR = fileURLToPath(new URL('400Regular/Roboto_400Regular.ttf', ROBOTO));
const BOLD = fileURLToPath(new URL('700Bold/Roboto_700Bold.ttf', ROBOTO));
const CHINESE_REGULAR = fileURLToPath(new URL('fonts/NotoSansSC_400Regular.ttf', import.meta.url));
const CHINESE_BOLD = fileURLToPath(new URL('fonts/NotoSansSC_700Bold.ttf', import.meta.url));

/** The files that a picture with these texts needs; each costs time to open. */
export function fontFiles(texts: string): string[] {
  return [REGULAR, BOLD, ...(hasChinese(texts) ? [CHINESE_REGULAR, CHINESE_BOLD] : [])];
}

const WIDTHS = {
  regular: [REGULAR, CHINESE_REGULAR].map(readWidths),
  bold: [BOLD, CHINESE_BOLD].map(readWidths),
};

/** How wide a text is drawn, without what moves pairs of letters nearer to each other. */
export function widthOf(text: string, size: number, isBold = false): number {
  const fonts = isBold ? WIDTHS.bold : WIDTHS.regular;
  const ordered = isBold && hasChinese(text) ? fonts.toReversed() : fonts;
  let width = 0;
  for (const letter of text) width += widthIn(ordered, letter) ?? 1;
  return width * size;
}

/** Whether there is a picture of the letter; of others a box would be drawn. */
export function isDrawn(letter: string): boolean {
  return [WIDTHS.regular, WIDTHS.bold].every((fonts) => widthIn(fonts, letter) !== undefined);
}

function widthIn(fonts: readonly ReturnType<typeof readWidths>[], letter: string): number | undefined {
  const code = letter.codePointAt(0) ?? 0;
  for (const font of fonts) {
    const width = font(code);
    if (width !== undefined) return width;
  }
  return undefined;
}
