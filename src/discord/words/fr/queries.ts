import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Erreurs sur ${span}`,
  noResults: 'Aucun résultat pendant ce temps.',
  rate: ({ rate, failed, total, threshold }) => `Taux d’erreur : **${rate}** (${failed}/${total}), seuil ${threshold}`,
  notFailures: 'Pas des erreurs, comptés à part',
  byCode: 'Erreurs par code',
  byType: 'Erreurs par type de CAPTCHA',
  noType: 'type non indiqué',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 File d’attente',
  nothing:
    'Aucune file d’attente n’est encore connue. Définissez `QUEUE_SOURCE` pour que le moniteur la lise, ou signalez-la avec `POST /v1/queue`.',
  depth: ({ tasks, when }) => `File d’attente : **${tasks.text}** ${plural(tasks, TASKS)} en attente, signalé ${when}`,
  workers: 'Workers actifs',
  busy: 'En cours',
  oldest: 'Tâche la plus ancienne',
  throughput: 'Débit',
  perMinute: (tasks) => `${tasks.text} ${plural(tasks, TASKS)} par minute`,
  drain: 'Vidée dans environ',
  threshold: 'Seuil',
  empty: 'Vide',
  unknown: 'Inconnu',
};
