import type { Words } from '../words.ts';

export const someone = 'jemand';

export const privacy: Words['privacy'] = {
  title: '🔒 Datenschutz',
  description: 'Was dieser Bot speichert, wie lange, wer ihn betreibt und wie du vergessen wirst.',
  kept: 'Was gespeichert wird',
  people:
    'Über Personen: Nutzer-ID und Name von Mitgliedern, die stummschalten, übernehmen, eine Notiz schreiben, eine Einstellung ändern oder einen Test senden; die Nutzer-ID eines Mitglieds, das Alarme anpingen, das Bereitschaft hat, in einer Stufe der Eskalation steht oder das der Bot per Direktnachricht benachrichtigt hat.',
  reasons: 'Gründe, die Mitglieder zu einer Stummschaltung eingeben, und Notizen, die sie zu Vorfällen schreiben.',
  server:
    'Über den Server: seine ID, sein Name und seine Sprache, seine Einstellungen und die IDs von Kanälen, Rollen und Nachrichten.',
  notPersonal: 'Ergebnisse und Messwerte handeln nicht von Personen. Der Bot liest keine Nachrichten von Mitgliedern.',
  howLong: 'Wie lange',
  history: (length) =>
    `Stummschaltungen, Vorfälle, Änderungen und gesendete Nachrichten: ${length}, nachdem sie vorbei sind.`,
  decisions: (length) => `Entscheidungen, die \`/why\` zeigt: ${length}, nachdem sie vorbei sind.`,
  settings: 'Einstellungen: solange der Bot im Server ist.',
  left: (length) => `Nachdem der Bot den Server verlassen hat: alles, für ${length}.`,
  outside: 'Logdateien und Sicherungskopien: das entscheidet der Betreiber.',
  operator: 'Wer diesen Bot betreibt',
  notNamed:
    'Der Betreiber ist nicht genannt. Betreiber setzen `PRIVACY_CONTACT` und `PRIVACY_URL` in den Einstellungen des Bots.',
  policy: (url) => `Datenschutzerklärung: ${url}`,
  forgotten: 'Wie du vergessen wirst',
  forgottenHow: (someone) =>
    `**Mich vergessen** ersetzt deine Nutzer-ID und deinen Namen durch „${someone}“ in allem, was zu diesem Server gespeichert ist. Vorher wird gefragt.`,
  forgetMe: 'Mich vergessen',
  confirm: 'Ja, mich vergessen',
  back: 'Zurück',
  askTitle: '🔒 Dich in diesem Server vergessen?',
  ask: (someone) =>
    `Deine Nutzer-ID und dein Name werden zu „${someone}“: in Stummschaltungen, Übernahmen, im Protokoll der Änderungen und in gespeicherten Nachrichten. Aus der Bereitschaft und den Stufen der Eskalation wirst du entfernt, und Alarme pingen dich nicht mehr an. Das lässt sich nicht rückgängig machen.`,
  holds:
    'Aktive Stummschaltungen und Übernahmen gelten weiter. Gründe und Notizen, die du eingegeben hast, bleiben, ohne deine Nutzer-ID.',
  stays:
    'Nachrichten, die schon in Discord sind, bleiben, wie sie sind. Mitglieder mit dem Recht „Nachrichten verwalten“ können sie dort löschen. Wegen Logdateien und Sicherungskopien frag den Betreiber.',
  doneTitle: '🔒 Du wurdest in diesem Server vergessen',
  nothing: 'Zu dir wurde in dem, was zu diesem Server gespeichert ist, nichts gefunden.',
  replaced: 'Ersetzte Einträge',
  counts: ({ mutes, incidents, notes, changes, messages }) =>
    `Stummschaltungen: ${mutes}\nVorfälle: ${incidents}\nNotizen: ${notes}\nÄnderungen: ${changes}\nGespeicherte Nachrichten: ${messages}`,
  pingsNobody: 'Alarme haben dich angepingt. Jetzt pingen sie niemanden an: Wähle in `/setup` jemand anderen.',
  operatorPings:
    'Die eigenen Einstellungen des Betreibers nennen dich weiter als die Person, die Alarme anpingen. Nur der Betreiber kann das ändern.',
};
