import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const TIMES = { one: 'раз', few: 'раза', many: 'раз', other: 'раза' };

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
export const noise: Words['noise'] = {
  heading: '**Меньше шума**',
  note: 'Критические оповещения всегда со звуком. Всё остальное может быть без звука.',
  hint: 'Всё со звуком',
  options: {
    warnings: 'Предупреждения без звука',
    recoveries: 'Восстановления без звука',
    summaries: 'Итоги дня без звука',
    compact: 'Оповещения одной строкой',
  },
  parts: { warnings: 'предупреждения', recoveries: 'восстановления', summaries: 'итоги дня' },
  formats: { full: 'полностью', compact: 'одна строка' },
  flapping: {
    title: '🔁 То есть, то нет',
    intro: ({ kind, times, since }) =>
      `**${kind}**: начиналось и проходило ${times.text} ${plural(times, TIMES)} с ${since}.`,
    until: (length) =>
      `Это сообщение заменяет все такие, пока не будет тихо ${length}. Если станет хуже или не пройдёт, придёт оповещение; напоминания продолжаются.`,
    field: 'То есть, то нет',
    value: ({ times, since }) => `${times.text} ${plural(times, TIMES)} с ${since}`,
    status: ({ times, since }) => `то есть, то нет: ${times.text} ${plural(times, TIMES)} с ${since}`,
  },
};
