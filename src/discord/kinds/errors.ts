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
    const { words, count, counted } = language;
    const { title, description, ...names } = words.alerts.errors;
    const lines = byCode.map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
    return {
      title,
      description: description(shareWords({ failed, total }, language)),
      fields: [
        { name: names.breakdown, value: clipLines(lines, FIELD_VALUE_LIMIT, language) || names.noDetails },
        {
          name: words.alerts.window,
          value: inRow === undefined ? windowWords(windowMs, language) : names.inRow(counted(inRow)),
          inline: true,
        },
        ...(topCode === undefined ? [] : [{ name: words.alerts.action, value: adviceOn(topCode, language) }]),
      ],
    };
  },
  line: (facts, language) => language.words.facts.errors(shareWords(facts, language)),
  recovered: (before, after, language) =>
    language.words.recovery.errors({ before: solveRate(before, language), after: solveRate(after, language) }),
  recovers: (level, { words, percent }) => words.alerts.recoversAt(percent(level)),
  details({ byCode }, codes, language) {
    const { words } = language;
    const value = clipLines(codeLines(byCode, codes, language), FIELD_VALUE_LIMIT, language);
    return value === '' ? [] : [{ name: words.errorsReport.byCode, value }];
  },
};

function adviceOn(known: ExplainedCode, language: Language): string {
  return `${inlineCode(known.code)}: ${codeSentences(known.code, known, language)}`;
}

type FailedOf = Pick<ErrorsFacts, 'failed' | 'total'>;

function shareWords({ failed, total }: FailedOf, { count, percent }: Language) {
  return { rate: percent(failed / total), failed: count(failed), total: count(total) };
}

function solveRate({ failed, total }: FailedOf, { percent }: Language): string {
  return percent(1 - failed / total);
}
