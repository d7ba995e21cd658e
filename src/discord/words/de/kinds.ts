import type { Words } from '../words.ts';

export const kinds: Words['kinds'] = {
  balance: 'Guthaben',
  errors: 'Fehlerrate',
  types: 'CAPTCHA-Typen',
  queue: 'Warteschlange',
  workers: 'Worker',
  silence: 'Stille',
  provider: 'CaptchaAI',
  latency: 'Lösungszeit',
  threads: 'Threads',
  runway: 'Reichweite',
};

export const scopes: Words['scopes'] = { all: 'Alles', ...kinds };

export const severities: Words['severities'] = { warning: 'WARNUNG', critical: 'KRITISCH' };

export const sureness: Words['sureness'] = { low: 'gering', medium: 'mittel', high: 'hoch' };

export const andMore: Words['andMore'] = (items) => `und ${items.text} weitere`;

export const didYouMean: Words['didYouMean'] = (names) => `Meintest du ${names}?`;

export const or: Words['or'] = ' oder ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'der Webhook oder Kanal existiert nicht mehr: wähle mit `/setup` einen anderen',
  notAllowed: 'Discord hat es nicht erlaubt: prüfe die Rechte des Bots im Kanal',
  threadGone: 'der Thread des Vorfalls wurde gelöscht',
  threadClosed: 'der Thread ist gesperrt oder archiviert: öffne ihn wieder oder wähle mit `/setup` einen anderen Kanal',
  threadsFull: 'der Kanal hat zu viele offene Threads: schließe welche oder wähle mit `/setup` einen anderen Kanal',
  tagRequired: 'das Forum verlangt einen Tag für jeden Beitrag: wähle mit `/setup` einen anderen Kanal',
  autoMod: 'AutoMod hat es blockiert: lass den Bot in den AutoMod-Einstellungen des Servers zu',
  slowMode: 'im Kanal gilt der Langsam-Modus: schalte ihn aus oder wähle mit `/setup` einen anderen Kanal',
  channelKind: 'ein Kanal dieser Art nimmt keine Nachrichten an: wähle mit `/setup` einen anderen',
  notAccepted: 'Discord lehnt dort jede Nachricht ab: wähle mit `/setup` einen anderen Kanal',
  answerLost: 'sie ist wahrscheinlich angekommen: Discords Antworten gehen unterwegs verloren',
  rejected: 'Discord hat die Nachricht abgelehnt',
  noDestination: 'kein Kanal ist gewählt: nimm `/setup`',
  muted: 'es war stummgeschaltet',
  quietHours: 'es war Ruhezeit',
  nothingToEdit: 'die Nachricht wurde gelöscht',
  superseded: 'eine neuere Nachricht hat sie ersetzt',
  tooOld: 'sie ist zu alt, um noch zu nützen',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: 'niemand wurde angepingt: die Rolle wurde gelöscht, wähle mit `/setup` eine andere',
  notMentionable: 'niemand wurde angepingt: mache die Rolle erwähnbar oder gib dem Bot „Alle erwähnen“',
  memberGone: 'niemand wurde angepingt: diese Person ist nicht auf dem Server, wähle mit `/setup` eine andere',
  notPinged:
    'der letzte Ping hat niemanden benachrichtigt: prüfe die Rolle oder Person, oder wähle mit `/setup` eine andere',
};

export const fallback: Words['fallback'] = (why) => `Ersatzweise hier: ${why}`;

export const sentAgain: Words['sentAgain'] = 'erneut gesendet, der erste Versuch kann angekommen sein';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance} (Schwelle ${threshold})`,
  errors: ({ rate, failed, total }) => `${rate} (${failed}/${total})`,
  queue: (tasks) => `${tasks.text} wartend`,
  types: ({ type, rate, failed, total }) => `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'kein Typ schlägt fehl',
  activeWorkers: (workers) => `${workers.text} aktiv`,
  workersNotReported: 'Worker nicht gemeldet',
  silence: (length) => `letztes Ergebnis vor ${length}`,
  lastResult: (when) => `letztes Ergebnis ${when}`,
  answers: 'antwortet',
  answersWith: (code) => `antwortet ${code}`,
  wrongAddress: 'nicht unter der Adresse in `CAPTCHAAI_URL`',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `${busy}/${total} belegt`,
  refused: (share) => `${share} der Aufgaben abgewiesen`,
  nothingReported: 'nichts gemeldet',
  beyondForecast: 'mehr als 30 d',
};
