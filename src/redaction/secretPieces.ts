import { SHORTEST_PIECE as GRAM, type SecretForm } from './secretForms.ts';

/** From a place in a text up to another, which no longer belongs to it. */
export type Span = readonly [from: number, to: number];

/** Where a gram stands in a form. */
interface Seed {
  readonly form: SecretForm;
  readonly at: number;
}

/** Of a rolling hash over a gram: what one character is worth, and what one that leaves the gram was. */
const BASE = 0x01000193;
const LEAVING = Array.from({ length: GRAM }, () => BASE).reduce(Math.imul, 1);
const SLOT_BITS = 18;

/**
 * Finds every piece of a form that is long enough, in small letters or capitals. A table of hashes tells of nearly every
 * place that no piece begins there, so that a text costs a few nanoseconds a character.
 */
export function createPieceFinder(forms: readonly SecretForm[]): (text: string) => readonly Span[] {
  const folded = forms.map(({ text, shortest }) => ({ text: fold(text), shortest }));
  const short = folded.filter(({ text }) => text.length < GRAM);
  const seeds = seedsOf(folded);
  const mayBegin = new Uint8Array(2 ** SLOT_BITS);
  for (const gram of seeds.keys())
    mayBegin[slotOf([...Array(GRAM).keys()].reduce((hash, i) => roll(hash, gram, i), 0))] = 1;

  return (original) => {
    const text = fold(original);
    const spans: Span[] = short.flatMap((form) => occurrences(text, form.text));
    let hash = 0;
    for (let last = 0; last < text.length; last += 1) {
      hash = roll(hash, text, last);
      if (mayBegin[slotOf(hash)] === 0) continue;
      const from = last + 1 - GRAM;
      const length = longestPiece(text, from, seeds);
      if (length > 0) spans.push([from, from + length]);
    }
    return spans;
  };
}

function roll(hash: number, text: string, last: number): number {
  const leaving = last < GRAM ? 0 : Math.imul(LEAVING, text.charCodeAt(last - GRAM));
  return (Math.imul(hash, BASE) + text.charCodeAt(last) - leaving) | 0;
}

function slotOf(hash: number): number {
  return hash >>> (32 - SLOT_BITS);
}

function seedsOf(forms: readonly SecretForm[]): ReadonlyMap<string, readonly Seed[]> {
  const seeds = forms.flatMap((form) =>
    Array.from({ length: Math.max(0, form.text.length - GRAM + 1) }, (_, at) => ({ form, at })),
  );
  return Map.groupBy(seeds, ({ form, at }) => form.text.slice(at, at + GRAM));
}

function longestPiece(text: string, from: number, seeds: ReadonlyMap<string, readonly Seed[]>): number {
  let longest = 0;
  for (const { form, at } of seeds.get(text.slice(from, from + GRAM)) ?? []) {
    let length = GRAM;
    while (at + length < form.text.length && form.text[at + length] === text[from + length]) length += 1;
    if (length >= form.shortest) longest = Math.max(longest, length);
  }
  return longest;
}

function occurrences(text: string, part: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) spans.push([at, at + part.length]);
  return spans;
}

/** In small letters, each at its place: of some letters the small form is longer. */
function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return text.replace(/./gs, (unit) => (unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit));
}
