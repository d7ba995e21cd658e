import type { ErrorsFacts } from '../../monitor/kinds/errors.ts';
import type { ExplainedCode } from '../../monitor/record/codes.ts';
import { codeLines } from '../embeds/codeLines.ts';
import { codeSentences } from '../embeds/codeWords.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode } from '../embeds/text.ts';
import { windowWords } from '../embeds/windowWords.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const errors: KindTexts<'errors'> = {
  body({ failed, total, byCode, topCode, windowMs, inRow }, _severity, language) {
    const { words, count, percent } = language;
    const { title, description, ...names } = words.alerts.errors;
    const lines = byCode.map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
    return {
      title,
      description: description(percent(failed / total), count(failed), count(total)),
      fields: [
        { name: names.breakdown, value: clipLines(lines, FIELD_VALUE_LIMIT, words.andMore) || names.noDetails },
        {
          name: words.alerts.window,
          value: inRow === undefined ? windowWords(windowMs, language) : names.inRow(count(inRow)),
          inline: true,
        },
        ...(topCode === undefined ? [] : [{ name: words.alerts.action, value: adviceOn(topCode, language) }]),
      ],
    };
  },
  line: ({ failed, total }, { words, count, percent }) =>
    words.facts.errors(percent(failed / total), count(failed), count(total)),
  recovered: (before, after, language) =>
    language.words.recovery.errors(solveRate(before, language), solveRate(after, language)),
  recovers: (level, { words, percent }) => words.alerts.recoversAt(percent(level)),
  details({ byCode }, codes, language) {
    const { words } = language;
    const value = clipLines(codeLines(byCode, codes, language), FIELD_VALUE_LIMIT, words.andMore);
    return value === '' ? [] : [{ name: words.errorsReport.byCode, value }];
  },
};

function adviceOn(known: ExplainedCode, language: Language): string {
  return `${inlineCode(known.code)}: ${codeSentences(known.code, known, language)}`;
}

function solveRate({ failed, total }: Pick<ErrorsFacts, 'failed' | 'total'>, { percent }: Language): string {
  return percent(1 - failed / total);
}
