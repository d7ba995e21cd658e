import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: 'Guthaben',
    errors: 'Fehlerrate',
    latency: 'Lösungszeit',
    queue: 'Warteschlange',
    cost: 'Kosten nach Tag',
    hours: 'Gescheitert nach Stunde',
  },
  noData: 'Noch keine Daten',
  others: 'andere',
  perMinute: 'Aufgaben je Minute',
  balance: ({ span, last, lowest }) => `Guthaben über ${span}: jetzt ${last}, niedrigstes ${lowest}.`,
  errors: ({ span, failed, total, code }) =>
    `Fehlerrate über ${span}: ${failed.text} von ${total.text} ${plural(total, TASKS)} gescheitert, am häufigsten mit ${code}.`,
  latency: ({ span, p50, p95 }) => `Lösungszeit über ${span}: zuletzt p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }) => `Warteschlange über ${span}: jetzt ${last}, höchstens ${peak}.`,
  hours: ({ span, total, failed }) =>
    `Aufgaben nach Tag und Stunde über ${span}: ${total.text} ${plural(total, TASKS)}, ${failed.text} gescheitert.`,
  cost: ({ span, total, most }) => `Kosten nach Tag über ${span}: zusammen ${total}, höchstens ${most} am Tag.`,
  empty: (span) => `Keine Daten über ${span}.`,
  noCode: 'keinem Code',
};
