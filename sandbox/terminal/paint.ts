import type { Line, Style } from './span.ts';

const ESC = '\u001b';

/** The line as a terminal takes it: with escape sequences for looks and links, or, without colour, as bare text. */
export function paint(line: Line, colour: boolean): string {
  const text = line.map((span) => (colour ? painted(span.text, span.style) : span.text)).join('');
  return colour ? text : text.trimEnd();
}

function painted(text: string, style: Style): string {
  const codes = sgrCodes(style);
  const looked = codes.length > 0 ? `${ESC}[${codes.join(';')}m${text}${ESC}[0m` : text;
  return style.href ? `${ESC}]8;;${style.href}${ESC}\\${looked}${ESC}]8;;${ESC}\\` : looked;
}

function sgrCodes({ bold, italic, underline, strike, ink, paper }: Style): string[] {
  const codes: string[] = [];
  if (bold) codes.push('1');
  if (italic) codes.push('3');
  if (underline) codes.push('4');
  if (strike) codes.push('9');
  if (ink !== undefined) codes.push(`38;2;${rgb(ink)}`);
  if (paper !== undefined) codes.push(`48;2;${rgb(paper)}`);
  return codes;
}

function rgb(colour: number): string {
  return [colour >> 16, colour >> 8, colour].map((channel) => channel & 0xff).join(';');
}
