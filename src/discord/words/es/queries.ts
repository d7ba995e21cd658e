import type { Words } from '../words.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Errores de ${span}`,
  noResults: 'No llegó ningún resultado en este tiempo.',
  rate: ({ rate, failed, total, limit }) => `Tasa de errores: **${rate}** (${failed}/${total}), límite ${limit}`,
  notFailures: 'No son errores, se cuentan aparte',
  byCode: 'Errores por código',
  byType: 'Errores por tipo de CAPTCHA',
  noType: 'tipo no informado',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Cola',
  nothing: 'Aún no se comunicó ninguna cola: el pipeline la envía a `POST /v1/queue`.',
  depth: ({ depth, when }) => `Cola: **${depth}** tareas pendientes, comunicado ${when}`,
  workers: 'Workers activos',
  throughput: 'Ritmo',
  perMinute: (n) => `${n} tareas por minuto`,
  drain: 'Se vacía en unos',
  threshold: 'Umbral',
  empty: 'Vacía',
  unknown: 'Desconocido',
};
