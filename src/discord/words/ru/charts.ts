import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: 'Баланс',
    errors: 'Доля ошибок',
    latency: 'Время решения',
    queue: 'Очередь',
    cost: 'Расходы по дням',
    hours: 'Не решено по часам',
  },
  noData: 'Пока нет данных',
  others: 'прочие',
  perMinute: 'Задач в минуту',
  balance: ({ span, last, lowest }) => `Баланс за ${span}: сейчас ${last}, минимум ${lowest}.`,
  errors: ({ span, failed, total, code }) =>
    `Доля ошибок за ${span}: не решено ${failed.text} из ${total.text} ${plural(total, { one: 'задачи', few: 'задач', many: 'задач', other: 'задачи' })}, чаще всего ${code}.`,
  latency: ({ span, p50, p95 }) => `Время решения за ${span}: последние p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }) => `Очередь за ${span}: сейчас ${last}, пик ${peak}.`,
  hours: ({ span, total, failed }) =>
    `Задачи по дням и часам за ${span}: ${total.text} ${plural(total, TASKS)}, не решено ${failed.text}.`,
  cost: ({ span, total, most }) => `Расходы по дням за ${span}: всего ${total}, не больше ${most} в день.`,
  empty: (span) => `Нет данных за ${span}.`,
  noCode: 'без кода',
};
