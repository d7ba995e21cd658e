import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
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
};
