import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { ErrorsReport } from '../../monitor/charts/errorsReport.ts';
import type { TypeTotals } from '../../monitor/ports/resultStore.ts';
import type { CodeBook } from '../../monitor/record/codes.ts';
import type { Millis } from '../../monitor/time.ts';
import type { CodeCount } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { codeLines } from './codeLines.ts';
import { clipLines, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

/** The answer to `/errors`. */
export function errorsEmbed(
  { totals, byType, windowMs, thresholds }: ErrorsReport,
  codes: CodeBook,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words, percent, count, duration } = language;
  const { solved, failed, byCode, notFailures = [] } = totals;
  const total = solved + failed;
  const rate = total === 0 ? null : failed / total;
  const title = words.errorsReport.title(duration(windowMs));
  const apart = [...typeFields(byType, language), ...notFailuresFields(notFailures, codes, language)];
  const room = DESCRIPTION_LIMIT - (byType.length === 0 ? 0 : FIELD_VALUE_LIMIT);
  if (rate === null) return baseEmbed('info', at, { title, description: words.errorsReport.noResults, fields: apart });
  const head = words.errorsReport.rate({
    rate: percent(rate),
    failed: count(failed),
    total: count(total),
    threshold: percent(thresholds.rate),
  });
  const lines = clipLines(codeLines(byCode, codes, language), room - head.length - 2, language);
  return baseEmbed(rate > thresholds.rate ? 'critical' : 'success', at, {
    title,
    description: lines === '' ? head : `${head}\n\n${lines}`,
    fields: apart,
  });
}

/** A line a CAPTCHA type, where types were reported. */
function typeFields(byType: readonly TypeTotals[], language: Language): APIEmbedField[] {
  const { words, percent, count } = language;
  if (byType.length === 0) return [];
  const lines = byType.map(({ type, solved, failed }) => {
    const name = type === '' ? words.errorsReport.noType : inlineCode(type);
    const total = solved + failed;
    return `**${percent(failed / total)}** ${name} (${count(failed)}/${count(total)})`;
  });
  return [{ name: words.errorsReport.byType, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}

function notFailuresFields(notFailures: readonly CodeCount[], codes: CodeBook, language: Language): APIEmbedField[] {
  const value = clipLines(codeLines(notFailures, codes, language), FIELD_VALUE_LIMIT, language);
  return value === '' ? [] : [{ name: language.words.errorsReport.notFailures, value }];
}
