import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'unsere Datenbank hat nicht geantwortet',
  paced: 'wartet auf unser eigenes Tempolimit',
  tooManyInvalidRequests: 'zu viele Anfragen wurden abgelehnt; wartet, damit Discord die Adresse nicht sperrt',
  rateLimited: 'Discord bat zu warten',
  unreachable: 'Discord ist nicht erreichbar',
  unreadableAnswer: 'die Antwort von Discord war nicht lesbar',
  unknownFailure: 'ein unbekannter Fehler, siehe Log',
  pageInBetween: 'etwas zwischen Bot und Discord hat sie abgewiesen',
  discordFailed: 'Discord hatte einen Fehler',
  discordBusy: 'Discord nimmt gerade keine Nachrichten an',
  refused: 'Discord hat sie abgelehnt',
  notAllowed: 'eine Berechtigung fehlt',
  slowMode: 'der Kanal ist im Slow-Modus',
  rejected: 'Discord hat das Embed abgelehnt; Versuch als reiner Text',
  muted: 'stummgeschaltet',
  quietHours: 'wartet auf das Ende der Ruhezeit',
  cooldown: 'wartet auf das Ende der Abklingzeit',
  nowhere: 'kein Kanal ist nutzbar: `/setup` verwenden',
};
