import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { CostDay } from '../../monitor/charts/chart.ts';
import type { CostReport } from '../../monitor/charts/costReport.ts';
import type { Cost } from '../../monitor/ports/costStore.ts';
import type { Millis } from '../../monitor/time.ts';
import { DAY } from '../../monitor/time.ts';
import { MICROS_PER_USD, type MicroUsd } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

const CENT: MicroUsd = MICROS_PER_USD / 100;

/** The answer to `/cost`. A cost that nobody reported is said to be so, and is never $0.00. */
export function costEmbed(report: CostReport, at: Millis, title: string, language: Language): APIEmbed {
  const { total, days } = report;
  const names = language.words.costReport;
  if (total.tasks === 0 && total.costMicros === 0) {
    return baseEmbed('info', at, { title, description: names.noTasks, fields: forecastFields(report, language) });
  }
  return baseEmbed('info', at, {
    title,
    description: totalWords(total, language),
    fields: [
      ...forecastFields(report, language),
      ...typeFields(report, language),
      ...(days.length > 1 && total.costMicros > 0 ? [dayField(days, language)] : []),
    ],
  });
}

export function totalWords({ tasks, costMicros }: Cost, language: Language): string {
  const { costReport } = language.words;
  if (costMicros === 0) return costReport.unreported(language.counted(tasks));
  return costReport.total({ cost: costText(costMicros, language), tasks: language.counted(tasks) });
}

function forecastFields({ forecast }: CostReport, language: Language): APIEmbedField[] {
  const names = language.words.costReport;
  if (forecast === null) return [{ name: names.forecast, value: names.noForecast }];
  const { soFarMicros, totalMicros, perDayMicros, measuredMs } = forecast;
  // Of less than a week the days are no whole ones.
  const days = language.number(Math.round((measuredMs / DAY) * 10) / 10);
  return [
    { name: names.soFar, value: costText(soFarMicros, language), inline: true },
    { name: names.forecast, value: names.about(costText(totalMicros, language)), inline: true },
    { name: names.basis, value: names.perDay({ cost: costText(perDayMicros, language), days }), inline: true },
  ];
}

/** A line a CAPTCHA type, and what is left for all others. */
function typeFields({ byType, total }: CostReport, language: Language): APIEmbedField[] {
  if (byType.length === 0) return [];
  const names = language.words.costReport;
  const lines = byType.map(({ type, ...cost }) => {
    const name = type === '' ? language.words.errorsReport.noType : inlineCode(type);
    return `${name}: ${costWords(cost, language)}`;
  });
  const named = byType.reduce((sum, { tasks }) => sum + tasks, 0);
  const cost = byType.reduce((sum, { costMicros }) => sum + costMicros, 0);
  const others = { tasks: total.tasks - named, costMicros: total.costMicros - cost };
  const rest = others.tasks > 0 ? [`${names.otherTypes}: ${costWords(others, language)}`] : [];
  return [{ name: names.byType, value: clipLines([...lines, ...rest], FIELD_VALUE_LIMIT, language) }];
}

/** `$12.00 (4,000 tasks, $3.00 per 1,000)` */
export function costWords({ tasks, costMicros }: Cost, language: Language): string {
  const names = language.words.costReport;
  const isKnown = costMicros > 0 && tasks > 0;
  return names.costOf({
    cost: costText(costMicros, language),
    tasks: language.counted(tasks),
    each: isKnown ? names.each(costText((costMicros * 1_000) / tasks, language)) : '',
  });
}

/** Amounts are cut to cents: less than one of them is not nothing. */
function costText(micros: MicroUsd, { words, usd }: Language): string {
  if (micros === 0) return words.costReport.notReported;
  return micros < CENT ? `<${usd(CENT)}` : usd(micros);
}

/** A line a day, the newest first. */
function dayField(days: readonly CostDay[], language: Language): APIEmbedField {
  const names = language.words.costReport;
  const format = new Intl.DateTimeFormat(language.locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const lines = days.toReversed().map(({ date, tasks, costMicros }) => {
    const isIdle = tasks === 0 && costMicros === 0;
    return `${format.format(Date.parse(date))}: ${isIdle ? names.noTasksThen : costText(costMicros ?? 0, language)}`;
  });
  return { name: names.byDay, value: clipLines(lines, FIELD_VALUE_LIMIT, language) };
}
