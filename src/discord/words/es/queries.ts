import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Errores de ${span}`,
  noResults: 'No hay resultados en este tiempo.',
  rate: ({ rate, failed, total, threshold }) =>
    `Tasa de errores: **${rate}** (${failed}/${total}), umbral ${threshold}`,
  notFailures: 'No son errores, se cuentan aparte',
  byCode: 'Errores por código',
  byType: 'Errores por tipo de CAPTCHA',
  noType: 'tipo no informado',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Cola',
  nothing:
    'Aún no se conoce ninguna cola. Define `QUEUE_SOURCE` para que el monitor la lea, o comunícala con `POST /v1/queue`.',
  depth: ({ tasks, when }) =>
    `Cola: **${tasks.text}** ${plural(tasks, { one: 'tarea pendiente', many: 'de tareas pendientes', other: 'tareas pendientes' })}, comunicado ${when}`,
  workers: 'Workers activos',
  busy: 'En curso',
  oldest: 'Tarea más antigua',
  throughput: 'Ritmo',
  perMinute: (tasks) => `${tasks.text} ${plural(tasks, TASKS)} por minuto`,
  drain: 'Se vacía en unos',
  threshold: 'Umbral',
  empty: 'Vacía',
  unknown: 'Desconocido',
};
