import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: 'Empfänger',
  lastNotified: ({ name, at }) => `${name}: zuletzt benachrichtigt ${at}`,
  notYet: (name) => `${name}: noch nichts zu melden`,
  trouble: {
    unreachable: 'er ist nicht erreichbar',
    timedOut: 'er hat nicht rechtzeitig geantwortet',
    rateLimited: 'er bittet zu warten',
    serverError: 'er meldet einen eigenen Fehler',
    muted: 'stummgeschaltet',
    quietHours: 'wartet auf das Ende der Ruhezeit',
  },
  refusal: {
    rejected: 'er hat die Nachricht abgelehnt',
    unauthorized: 'er nimmt den Schlüssel oder das Token nicht an',
    redirected: 'seine Adresse leitet auf eine andere weiter',
    privateAddress: 'seine Adresse ist privat, was nicht erlaubt ist',
    superseded: 'nicht mehr nötig',
  },
};
