import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: 'Destinatários',
  lastNotified: ({ name, at }) => `${name}: último aviso ${at}`,
  notYet: (name) => `${name}: nada a avisar ainda`,
  trouble: {
    unreachable: 'está inacessível',
    timedOut: 'não respondeu a tempo',
    rateLimited: 'pede para esperar',
    serverError: 'informa um erro próprio',
    muted: 'silenciado',
    quietHours: 'espera o fim das horas de silêncio',
  },
  refusal: {
    rejected: 'recusou a mensagem',
    unauthorized: 'não aceita a chave ou o token',
    redirected: 'seu endereço leva a outro',
    privateAddress: 'seu endereço é privado, o que não é permitido',
    superseded: 'não é mais necessário',
  },
};
