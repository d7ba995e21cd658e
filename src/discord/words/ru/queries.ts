import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Ошибки за ${span}`,
  noResults: 'За это время нет результатов.',
  rate: ({ rate, failed, total, threshold }) => `Доля ошибок: **${rate}** (${failed}/${total}), порог ${threshold}`,
  notFailures: 'Не ошибки, считаются отдельно',
  byCode: 'Ошибки по кодам',
  byType: 'Ошибки по типам CAPTCHA',
  noType: 'тип не указан',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Очередь',
  nothing:
    'Длина очереди ещё не известна. Задайте `QUEUE_SOURCE`, чтобы монитор читал её сам, или сообщайте её через `POST /v1/queue`.',
  depth: ({ tasks, when }) => `В очереди **${tasks.text}** ${plural(tasks, TASKS)}, сообщено ${when}`,
  workers: 'Активные воркеры',
  busy: 'В работе',
  oldest: 'Самая старая задача',
  throughput: 'Скорость',
  perMinute: (tasks) => `${tasks.text} ${plural(tasks, TASKS)} в минуту`,
  drain: 'Опустеет примерно за',
  threshold: 'Порог',
  empty: 'Пусто',
  unknown: 'Неизвестно',
};
