import { visibleText } from '../text/visibleText.ts';
import type { CodeCount, CountedResult } from '../types.ts';
import { byFrequency, type CodeBook, OTHER } from './codes.ts';

/** A message, and what is kept of an incident, have at most so many that nobody documents. */
const MOST_UNDOCUMENTED = 50;

/** What a code is called, however a pipeline spells it: as it is documented, and otherwise as it came. */
export function createCodeNames({ known, explain }: CodeBook) {
  const documented = new Map(known.flatMap((name) => spellingsOf(name).map((spelling) => [spelling, name])));

  /** Null where there is nothing to see. */
  function nameOf(text: string): string | null {
    const seen = visibleText(text);
    return documented.get(seen.toLowerCase()) ?? (seen || null);
  }
  const isFailure = (code: string) => explain(code)?.class !== 'none';

  return {
    nameOf,
    isFailure,
    /** A result as it is counted. */
    takeIn(result: CountedResult): CountedResult {
      const errorCode = result.errorCode === null ? null : nameOf(result.errorCode);
      const captchaType = result.captchaType === null ? null : visibleText(result.captchaType) || null;
      const isNoFailure = result.outcome === 'failed' && errorCode !== null && !isFailure(errorCode);
      const outcome = isNoFailure ? 'noFailure' : result.outcome;
      return { ...result, outcome, errorCode, captchaType };
    },
    /** One line a code, the most frequent first: spellings that differ in their case only have that of the most frequent. */
    merge(byCode: readonly CodeCount[]): readonly CodeCount[] {
      const merged = new Map<string, { code: string; count: number }>();
      for (const { code, count } of byCode.toSorted(byFrequency)) {
        const name = nameOf(code);
        if (name === null) continue;
        const key = name.toLowerCase();
        const line = merged.get(key);
        if (line === undefined) merged.set(key, { code: name, count });
        else line.count += count;
      }
      return [...merged.values()].sort(byFrequency);
    },
    /** As many lines as somebody may read: documented codes, the most frequent of the rest, and what is left as one. */
    shorten(byCode: readonly CodeCount[]): readonly CodeCount[] {
      let room = MOST_UNDOCUMENTED;
      const isShown = ({ code }: CodeCount) => code !== OTHER && (explain(code) !== null || room-- > 0);
      const shown = byCode.filter(isShown);
      const left = sumOf(byCode) - sumOf(shown);
      return left === 0 ? shown : [...shown, { code: OTHER, count: left }];
    },
  };
}

/** CaptchaAI's blocks are written with a space, `ERROR: 1001`, and programs leave it out. */
function spellingsOf(name: string): readonly string[] {
  const spelling = name.toLowerCase();
  return [spelling, spelling.replace(': ', ':')];
}

export function sumOf(counts: readonly CodeCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

export type CodeNames = ReturnType<typeof createCodeNames>;
