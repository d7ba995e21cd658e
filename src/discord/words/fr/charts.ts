import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: 'Solde',
    errors: 'Taux d’erreur',
    latency: 'Latence',
    queue: 'File d’attente',
    cost: 'Coût par jour',
    hours: 'Échecs par heure',
  },
  noData: 'Pas encore de données',
  others: 'autres',
  perMinute: 'Tâches par minute',
  balance: ({ span, last, lowest }) => `Solde sur ${span} : maintenant ${last}, minimum ${lowest}.`,
  errors: ({ span, failed, total, code }) =>
    `Taux d’erreur sur ${span} : ${failed.text} ${plural(failed, TASKS)} sur ${total.text} ${plural(failed, { one: 'a échoué', many: 'ont échoué', other: 'ont échoué' })}, le plus souvent avec ${code}.`,
  latency: ({ span, p50, p95 }) => `Latence sur ${span} : dernière p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }) => `File d’attente sur ${span} : maintenant ${last}, maximum ${peak}.`,
  hours: ({ span, total, failed }) =>
    `Tâches par jour et heure sur ${span} : ${total.text} ${plural(total, TASKS)}, ${failed.text} ${plural(failed, { one: 'échouée', many: 'échouées', other: 'échouées' })}.`,
  cost: ({ span, total, most }) => `Coût par jour sur ${span} : ${total} en tout, au plus ${most} par jour.`,
  empty: (span) => `Pas de données sur ${span}.`,
  noCode: 'aucun code',
};
