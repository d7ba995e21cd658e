import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: 'Получатели',
  lastNotified: ({ name, at }) => `${name}: последнее сообщение ${at}`,
  notYet: (name) => `${name}: пока не о чем сообщать`,
  trouble: {
    unreachable: 'он недоступен',
    timedOut: 'он не ответил вовремя',
    rateLimited: 'он просит подождать',
    serverError: 'он сообщает о своей ошибке',
    muted: 'отключено',
    quietHours: 'ждёт конца тихих часов',
  },
  refusal: {
    rejected: 'он отклонил сообщение',
    unauthorized: 'он не принимает ключ или токен',
    redirected: 'его адрес ведёт на другой',
    privateAddress: 'его адрес частный, это не разрешено',
    superseded: 'больше не нужно',
  },
};
