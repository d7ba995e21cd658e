import type { Words } from '../words.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Erros de ${span}`,
  noResults: 'Nenhum resultado chegou neste período.',
  rate: ({ rate, failed, total, limit }) => `Taxa de erros: **${rate}** (${failed}/${total}), limite ${limit}`,
  notFailures: 'Não são erros, contados à parte',
  byCode: 'Erros por código',
  byType: 'Erros por tipo de CAPTCHA',
  noType: 'tipo não informado',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Fila',
  nothing: 'Nenhuma fila foi informada ainda: o pipeline a envia para `POST /v1/queue`.',
  depth: ({ depth, when }) => `Fila: **${depth}** tarefas pendentes, informado ${when}`,
  workers: 'Workers ativos',
  throughput: 'Ritmo',
  perMinute: (n) => `${n} tarefas por minuto`,
  drain: 'Esvazia em cerca de',
  threshold: 'Limite',
  empty: 'Vazia',
  unknown: 'Desconhecido',
};
