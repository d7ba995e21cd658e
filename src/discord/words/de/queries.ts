import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 Fehler der letzten ${span}`,
  noResults: 'Keine Ergebnisse in dieser Zeit.',
  rate: ({ rate, failed, total, threshold }) => `Fehlerrate: **${rate}** (${failed}/${total}), Schwelle ${threshold}`,
  notFailures: 'Keine Fehler, getrennt gezählt',
  byCode: 'Fehler nach Code',
  byType: 'Fehler nach CAPTCHA-Typ',
  noType: 'Typ nicht gemeldet',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 Warteschlange',
  nothing:
    'Noch ist keine Warteschlange bekannt. Setze `QUEUE_SOURCE`, dann liest der Monitor sie selbst, oder melde sie mit `POST /v1/queue`.',
  depth: ({ tasks, when }) => `Warteschlange: **${tasks.text}** wartende ${plural(tasks, TASKS)}, gemeldet ${when}`,
  workers: 'Aktive Worker',
  busy: 'In Arbeit',
  oldest: 'Älteste Aufgabe',
  throughput: 'Durchsatz',
  perMinute: (tasks) => `${tasks.text} ${plural(tasks, TASKS)} pro Minute`,
  drain: 'Leer in etwa',
  threshold: 'Schwelle',
  empty: 'Leer',
  unknown: 'Unbekannt',
};
