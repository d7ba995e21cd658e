import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: 'Destinataires',
  lastNotified: ({ name, at }) => `${name} : dernier envoi ${at}`,
  notYet: (name) => `${name} : rien à envoyer pour l’instant`,
  trouble: {
    unreachable: 'il est injoignable',
    timedOut: 'il n’a pas répondu à temps',
    rateLimited: 'il demande d’attendre',
    serverError: 'il signale une erreur de son côté',
    muted: 'en sourdine',
    quietHours: 'attend la fin des heures calmes',
  },
  refusal: {
    rejected: 'il a refusé le message',
    unauthorized: 'il n’accepte pas la clé ou le jeton',
    redirected: 'son adresse mène à une autre',
    privateAddress: 'son adresse est privée, ce qui n’est pas autorisé',
    superseded: 'plus nécessaire',
  },
};
