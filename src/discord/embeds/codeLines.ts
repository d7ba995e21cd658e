import type { CodeBook } from '../../monitor/record/codes.ts';
import type { CodeCount } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { codeSentences } from './codeWords.ts';
import { inlineCode } from './text.ts';

/** A line a code: how often, what it means and what to do about it. */
export function codeLines(byCode: readonly CodeCount[], codes: CodeBook, language: Language): readonly string[] {
  return byCode.map(({ code, count }) => {
    const head = `**${language.count(count)}** ${inlineCode(code)}`;
    const known = codes.explain(code);
    if (known === null) return head;
    return `${head}\n-# ${codeSentences(code, known, language)}`;
  });
}
