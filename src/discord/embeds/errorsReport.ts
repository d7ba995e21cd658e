import type { APIEmbed } from 'discord-api-types/v10';
import type { ErrorsReport } from '../../monitor/charts/errorsReport.ts';
import type { CodeBook } from '../../monitor/codes.ts';
import type { CodeCount, Limits, Millis } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { codeLines } from './codeLines.ts';
import { embed } from './look.ts';
import { clipLines, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT } from './text.ts';

/** The answer to `/errors`. */
export function errorsEmbed(
  { totals, windowMs }: ErrorsReport,
  limits: Limits['errors'],
  codes: CodeBook,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words, percent, count, duration } = language;
  const { solved, failed, byCode, notFailures = [] } = totals;
  const total = solved + failed;
  const rate = total === 0 ? null : failed / total;
  const title = words.errorsReport.title(duration(windowMs));
  const apart = notFailuresField(notFailures, codes, language);
  if (rate === null) return embed('info', at, { title, description: words.errorsReport.noResults, ...apart });
  const head = words.errorsReport.rate(percent(rate), count(failed), count(total), percent(limits.rate));
  const lines = clipLines(codeLines(byCode, codes, language), DESCRIPTION_LIMIT - head.length - 2, words.andMore);
  return embed(rate > limits.rate ? 'error' : 'success', at, {
    title,
    description: lines === '' ? head : `${head}\n\n${lines}`,
    ...apart,
  });
}

function notFailuresField(notFailures: readonly CodeCount[], codes: CodeBook, language: Language) {
  const { errorsReport, andMore } = language.words;
  const value = clipLines(codeLines(notFailures, codes, language), FIELD_VALUE_LIMIT, andMore);
  return value === '' ? {} : { fields: [{ name: errorsReport.notFailures, value }] };
}
