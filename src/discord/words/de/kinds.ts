import type { Words } from '../words.ts';

export const kinds: Words['kinds'] = {
  balance: 'Guthaben',
  errors: 'Fehlerrate',
  queue: 'Warteschlange',
  silence: 'Stille',
  provider: 'CaptchaAI',
  latency: 'Lösungszeit',
  threads: 'Threads',
  runway: 'Reichweite',
};

export const scopes: Words['scopes'] = { all: 'Alles', ...kinds };

export const severities: Words['severities'] = { warning: 'WARNUNG', error: 'KRITISCH' };

export const sureness: Words['sureness'] = { low: 'gering', medium: 'mittel', high: 'hoch' };

export const andMore: Words['andMore'] = (n) => `und ${n} weitere`;

export const giveUp: Words['giveUp'] = {
  destinationGone: 'der Webhook oder Kanal existiert nicht mehr: wähle mit `/setup` einen anderen',
  notAllowed: 'Discord hat es nicht erlaubt: prüfe die Rechte des Bots im Kanal',
  rejected: 'Discord hat die Nachricht abgelehnt',
  noDestination: 'kein Kanal ist gewählt: nimm `/setup`',
  muted: 'es war stummgeschaltet',
  nothingToEdit: 'die Nachricht wurde gelöscht',
  overtaken: 'eine neuere Nachricht sagt, was jetzt gilt',
  tooOld: 'niemand wartet mehr darauf',
};

export const detour: Words['detour'] = (why) => `Ersatzweise hier: ${why}`;

export const sentAgain: Words['sentAgain'] = 'erneut gesendet, der erste Versuch kann angekommen sein';

export const facts: Words['facts'] = {
  balance: (balance, threshold) => `${balance} (Schwelle ${threshold})`,
  errors: (rate, failed, total) => `${rate} (${failed}/${total})`,
  queue: (depth) => `${depth} wartend`,
  silence: (length) => `letztes Ergebnis vor ${length}`,
  answers: 'antwortet',
  answersWith: (code) => `antwortet ${code}`,
  latency: (p95) => `p95 ${p95}`,
  busy: (busy, total) => `${busy}/${total} belegt`,
  refused: (share) => `${share} der Aufgaben abgewiesen`,
  nothingReported: 'nichts gemeldet',
  beyondForecast: 'mehr als 30 d',
};
