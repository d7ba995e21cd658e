import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: 'Saldo',
    errors: 'Taxa de erros',
    latency: 'Latência',
    queue: 'Fila',
    cost: 'Custo por dia',
    hours: 'Falhas por hora',
  },
  noData: 'Ainda sem dados',
  others: 'outros',
  perMinute: 'Tarefas por minuto',
  balance: ({ span, last, lowest }) => `Saldo em ${span}: agora ${last}, mínimo ${lowest}.`,
  errors: ({ span, failed, total, code }) =>
    `Taxa de erros em ${span}: ${failed.text} de ${total.text} ${plural(total, TASKS)} ${plural(failed, { one: 'falhou', many: 'falharam', other: 'falharam' })}, mais vezes com ${code}.`,
  latency: ({ span, p50, p95 }) => `Latência em ${span}: última p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }) => `Fila em ${span}: agora ${last}, máximo ${peak}.`,
  hours: ({ span, total, failed }) =>
    `Tarefas por dia e hora em ${span}: ${total.text} ${plural(total, TASKS)}, ${failed.text} ${plural(failed, { one: 'falhou', many: 'falharam', other: 'falharam' })}.`,
  cost: ({ span, total, most }) => `Custo por dia em ${span}: ${total} no total, no máximo ${most} por dia.`,
  empty: (span) => `Sem dados em ${span}.`,
  noCode: 'nenhum código',
};
