import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: 'Warteschlange nicht lesbar',
  trouble: ({ why, since }) => `${why}, seit ${since}. Die Länge ist unbekannt, nicht 0.`,
  why: {
    unreachable: 'der Server ist nicht erreichbar',
    timeout: 'keine rechtzeitige Antwort',
    certificate: 'dem Zertifikat des Servers wird nicht vertraut',
    unauthorized: 'der Server lehnt Benutzer oder Passwort ab',
    forbidden: 'der Benutzer darf die Warteschlange nicht lesen',
    notFound: 'diese Warteschlange gibt es nicht',
    wrongType: 'der Schlüssel in Redis hat einen anderen Typ',
    noCount: 'der Server kennt die Länge gerade nicht',
    redirect: 'die Adresse leitet auf eine andere weiter',
    unexpectedAnswer: 'eine Antwort in unerwarteter Form',
    serverError: 'der Server meldet einen Fehler',
    missingPackage: 'ein Paket fehlt, siehe Log',
  },
};
