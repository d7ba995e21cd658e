import { nearestNames } from '../text/nearest.ts';
import { visibleText } from '../text/visibleText.ts';

/** What most codes begin with, and people leave out. */
const BEGINNING = 'ERROR_';

/**
 * The documented code that a text names: alone in any case, with spaces or hyphens for underscores, without `ERROR_`, or somewhere in a
 * line of a log. Of several the longest, which holds the others. Null where none is named.
 */
export function codeIn(text: string, known: readonly string[]): string | null {
  const typed = plain(text);
  const alone = known.find((code) => [plain(code), plain(code).replace(/^error_/, '')].includes(typed));
  if (alone !== undefined) return alone;
  const within = known.filter((code) => ` ${spaced(text)} `.includes(` ${spaced(code)} `));
  return within.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Documented codes that hold what was typed, then those that come near it; all of them while nothing is typed. */
export function codesLike(text: string, known: readonly string[]): readonly string[] {
  const typed = plain(text);
  const holding = known.filter((code) => plain(code).includes(typed));
  const near = nearestNames(typed, known);
  const whole = nearestNames(`${BEGINNING}${typed}`, known);
  return [...new Set([...holding, ...near, ...(typed === '' ? [] : whole)])];
}

function plain(text: string): string {
  return visibleText(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

/** Codes have `_` between their words, so a code is found only where it stands alone. */
function spaced(text: string): string {
  return visibleText(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, ' ')
    .trim();
}
