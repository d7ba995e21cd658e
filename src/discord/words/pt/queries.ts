import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Erros de ${span}`,
  noResults: 'Nenhum resultado neste período.',
  rate: ({ rate, failed, total, threshold }) => `Taxa de erros: **${rate}** (${failed}/${total}), limite ${threshold}`,
  notFailures: 'Não são erros, contados à parte',
  byCode: 'Erros por código',
  byType: 'Erros por tipo de CAPTCHA',
  noType: 'tipo não informado',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Fila',
  nothing:
    'Nenhuma fila é conhecida ainda. Defina `QUEUE_SOURCE` para que o monitor a leia, ou informe-a com `POST /v1/queue`.',
  depth: ({ tasks, when }) =>
    `Fila: **${tasks.text}** ${plural(tasks, { one: 'tarefa pendente', many: 'de tarefas pendentes', other: 'tarefas pendentes' })}, informado ${when}`,
  workers: 'Workers ativos',
  busy: 'Em andamento',
  oldest: 'Tarefa mais antiga',
  throughput: 'Ritmo',
  perMinute: (tasks) => `${tasks.text} ${plural(tasks, TASKS)} por minuto`,
  drain: 'Esvazia em cerca de',
  threshold: 'Limite',
  empty: 'Vazia',
  unknown: 'Desconhecido',
};
