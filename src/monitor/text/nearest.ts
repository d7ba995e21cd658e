/** A slip of the finger for every so many characters may be in a name that is still recognised. */
const CHARACTERS_A_SLIP = 5;
const MOST_SLIPS = 3;

/**
 * The known names that were probably meant by one that is not known, the nearest first: those that differ by slips of the finger,
 * then those of which it has all the words, or that have all of its words. Neither case nor what stands between words counts.
 */
export function nearestNames(typed: string, known: readonly string[]): readonly string[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [];
  const text = wanted.join('');
  const ranked = known.map((name) => ({ name, rank: rankOf(text, wanted, wordsOf(name)) }));
  return ranked
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** The nearest of them; null where nobody can tell. */
export function nearestName(typed: string, known: readonly string[]): string | null {
  return nearestNames(typed, known)[0] ?? null;
}

/** The end of a sentence that names what was probably meant; nothing where nobody can tell. */
export function didYouMean(guess: string | null): string {
  return guess === null ? '' : ` Did you mean ${guess}?`;
}

function wordsOf(name: string): readonly string[] {
  const apart = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return apart.match(/[a-z\d]+/g) ?? [];
}

function rankOf(text: string, wanted: readonly string[], words: readonly string[]): number {
  const name = words.join('');
  const most = Math.min(MOST_SLIPS, Math.floor(Math.max(text.length, name.length) / CHARACTERS_A_SLIP));
  const slips = Math.abs(text.length - name.length) > most ? Number.POSITIVE_INFINITY : slipsBetween(text, name);
  if (slips <= most) return slips;
  const isWithin = (part: readonly string[], all: readonly string[]) => part.every((word) => all.includes(word));
  if (!isWithin(wanted, words) && !isWithin(words, wanted)) return Number.POSITIVE_INFINITY;
  return MOST_SLIPS + Math.abs(wanted.length - words.length);
}

/** How many characters were added, left out, mistaken or swapped (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const [above = 0, left = 0, diagonal = 0] = [last[j], row[j - 1], last[j - 1]];
      const least = Math.min(above + 1, left + 1, diagonal + (isSame ? 0 : 1));
      row.push(isSwapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
