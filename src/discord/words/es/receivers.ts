import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: 'Receptores',
  lastNotified: ({ name, at }) => `${name}: último aviso ${at}`,
  notYet: (name) => `${name}: nada que avisar todavía`,
  trouble: {
    unreachable: 'no se puede llegar a él',
    timedOut: 'no respondió a tiempo',
    rateLimited: 'pide esperar',
    serverError: 'comunica un error propio',
    muted: 'silenciado',
    quietHours: 'espera al fin de las horas de silencio',
  },
  refusal: {
    rejected: 'rechazó el mensaje',
    unauthorized: 'no acepta la clave o el token',
    redirected: 'su dirección lleva a otra',
    privateAddress: 'su dirección es privada, lo que no está permitido',
    superseded: 'ya no hace falta',
  },
};
