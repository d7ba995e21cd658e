import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: 'Saldo',
    errors: 'Tasa de errores',
    latency: 'Latencia',
    queue: 'Cola',
    cost: 'Coste por día',
    hours: 'Fallos por hora',
  },
  noData: 'Aún no hay datos',
  others: 'otros',
  perMinute: 'Tareas por minuto',
  balance: ({ span, last, lowest }) => `Saldo en ${span}: ahora ${last}, mínimo ${lowest}.`,
  errors: ({ span, failed, total, code }) =>
    `Tasa de errores en ${span}: ${plural(failed, { one: 'falló', many: 'fallaron', other: 'fallaron' })} ${failed.text} de ${total.text} ${plural(total, TASKS)}, sobre todo con ${code}.`,
  latency: ({ span, p50, p95 }) => `Latencia en ${span}: última p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }) => `Cola en ${span}: ahora ${last}, máximo ${peak}.`,
  hours: ({ span, total, failed }) =>
    `Tareas por día y hora en ${span}: ${total.text} ${plural(total, TASKS)}, ${failed.text} ${plural(failed, { one: 'fallida', many: 'fallidas', other: 'fallidas' })}.`,
  cost: ({ span, total, most }) => `Coste por día en ${span}: ${total} en total, como mucho ${most} al día.`,
  empty: (span) => `Sin datos en ${span}.`,
  noCode: 'ningún código',
};
