import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'Das geht nur auf einem Server.',
  notAllowed: 'Dieser Server darf diesen Monitor nicht benutzen. Bitte den Betreiber, ihn aufzunehmen.',
  starting: 'Ich verbinde mich noch. Versuche es in ein paar Sekunden wieder.',
  unknownCommand: 'Dieser Befehl wurde entfernt. Er verschwindet, sobald Discord die neue Liste der Befehle hat.',
  oldButton: 'Dieser Knopf ist aus einer älteren Version. Nimm einen Befehl: `/help` zählt sie auf.',
  missingPermission: (permissions) => `Dafür brauchst du das Recht ${permissions}.`,
  noPicture: 'Das Diagramm fehlt: Discord hat das Bild nicht angenommen.',
  chartFailed: 'Das Diagramm fehlt: Es konnte nicht gezeichnet werden.',
  broken: (reference) => `Etwas ist schiefgegangen. Bitte den Betreiber, im Log nach ${reference} zu suchen.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Kanal ansehen',
  SendMessages: 'Nachrichten senden',
  SendMessagesInThreads: 'Nachrichten in Threads senden',
  CreatePublicThreads: 'Öffentliche Threads erstellen',
  EmbedLinks: 'Links einbetten',
  AttachFiles: 'Dateien anhängen',
  ManageGuild: 'Server verwalten',
};

export const buttons: Words['buttons'] = {
  mute1h: '1 h stumm',
  mute24h: '24 h stumm',
  acknowledge: 'Übernehmen',
  details: 'Einzelheiten',
  topUp: 'Aufladen',
  sendTest: 'Testalarm senden',
  useWebhook: 'Den Webhook nehmen',
  asTheServer: 'Wie für den Server',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** ist stumm bis ${until} (${relative}).`,
  reason: (reason) => `Grund: ${reason}.`,
  endEarly: '`/unmute` beendet es früher.',
  summaryStays: 'Die Tagesübersicht wird weiter gesendet.',
  unmutedAll: '🔔 Alle Stummschaltungen sind beendet.',
  unmuted: (scope) => `🔔 Die Stummschaltung von **${scope}** ist beendet.`,
  title: '🔇 Aktive Stummschaltungen',
  none: 'Nichts ist stummgeschaltet.',
  line: ({ scope, until, relative, who }) => `**${scope}** bis ${until} (${relative}) durch ${who}`,
  suggestion: ({ length, until }) => `${length}, bis ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Letzte Vorfälle',
  none: 'Noch keine Vorfälle.',
  ongoing: ({ when, kind, length, peak }) => `${when}: **${kind}** schlägt seit ${length} an. Höchststand: ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when}: **${kind}** schlug ${length} lang an. Höchststand: ${peak}.`,
  isOnIt: (who) => `${who} hat es übernommen.`,
  wasOnIt: (who) => `${who} hatte es übernommen.`,
  notNotified: 'Niemand wurde benachrichtigt.',
  changesTitle: 'Änderungen',
  noneBefore: 'nichts',
  theDefault: 'der Vorgabe',
  defaultValue: (value) => `der Vorgabe ${value}`,
  muted: ({ who, scope, until }) => `${who} hat **${scope}** bis ${until} stummgeschaltet.`,
  unmuted: ({ who, scope, until }) => `${who} hat die Stummschaltung von **${scope}** beendet, die bis ${until} galt.`,
  changed: ({ who, what, before, after }) => `${who} hat **${what}** von ${before} auf ${after} geändert.`,
  tookOn: ({ who, kind }) => `${who} hat **${kind}** übernommen.`,
  quietAdded: ({ who, hours }) => `${who} hat eine Ruhezeit hinzugefügt: ${hours}.`,
  quietRemoved: ({ who, hours }) => `${who} hat eine Ruhezeit entfernt: ${hours}.`,
  quietRestored: (who) => `${who} hat die Ruhezeiten der Einstellungen wiederhergestellt.`,
  settings: {
    channel: 'Kanal',
    mention: 'Ping an',
    mentionFrom: 'Ping ab Schwere',
    acknowledgeRole: 'wer übernehmen darf',
    timeZone: 'Zeitzone',
    summaryTime: 'Zeit der Tagesübersicht',
    liveStatus: 'Live-Status',
    silent: 'still gesendet',
    format: 'Form der Alarme',
    threads: 'Threads',
  },
  webhook: 'der Webhook',
  began: 'Beginn',
  ended: 'Ende',
  peak: 'Höchststand',
  stillOn: 'Dauert an',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ Schwellen',
  own: 'hier gesetzt',
  unused: (value) => `hier gesetzt: ${value}, gilt aber nicht: passt nicht zu den anderen Schwellen`,
  footerHint:
    '`/threshold kind value` ändert eine Schwelle für diesen Server. Der Wert `default` stellt die Vorgabe wieder her.',
  changed: ({ name, before, after }) => `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} ist **${value}**.`,
  cooldown: (length) => `⏱️ Abstand: mindestens **${length}** zwischen zwei Nachrichten einer Art.`,
  cooldownChanged: ({ before, after }) => `⏱️ Abstand: ${before} → **${after}**.`,
  notANumber: (text) => `${text} ist keine Zahl. Schreibe eine wie 15 oder \`default\`.`,
  needsKind: 'Wähle, welche Schwelle geändert wird: eine bei `kind`.',
  named: ({ kind, label }) => `${kind}: ${label}`,
  range: ({ min, most }) => `von ${min} bis ${most}`,
  stays: ({ name, value }) => `${name} bleibt ${value}.`,
  changeFirst: ({ name, value }) => `${name} ist jetzt ${value}: ändere das zuerst.`,
  isSwitch: (name) => `${name} ist entweder \`on\` oder \`off\`.`,
  on: 'an',
  off: 'aus',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 Testalarm (${severity})`,
  description: (who) => `${who} testet, ob Alarme hier ankommen. Alles ist in Ordnung.`,
  severities: { warning: 'Warnung', critical: 'Kritisch' },
  arrived: (place) => `🧪 Der Testalarm ist in ${place} angekommen.`,
  pinged: (whom) => `Er hat ${whom} angepingt.`,
  pingsNobody: 'Er pingt niemanden an. Wähle in `/setup`, wen kritische Alarme anpingen.',
  belowPing: 'Ein Alarm dieser Schwere pingt niemanden an.',
  cannotPing: (role) =>
    `${role} wurde angezeigt, aber nicht angepingt: mache die Rolle erwähnbar oder gib dem Bot „Alle erwähnen“.`,
  retrying: 'Discord hat ihn noch nicht angenommen. Er ist gespeichert, und der Bot versucht es, bis er ankommt.',
  waiting: (messages) =>
    `Er ist gespeichert und wartet hinter ${messages.text} ${plural(messages, { one: 'anderen Nachricht', other: 'anderen Nachrichten' })}, die Discord noch nicht angenommen hat.`,
  refused: (why) => `❌ Der Testalarm kam nicht an: ${why}.`,
  theWebhook: 'dem Kanal des Webhooks',
  toReceivers: (names) => `Er geht auch an ${names}: \`/status\` sagt, ob er ankam.`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Was zu tun ist',
  whoActs: 'Wer handeln sollte',
  unknown: (code) =>
    `${code} ist kein Code, den CaptchaAI beschreibt. Er wird gezählt und gezeigt, wie er ist. Prüfe ihn auf Tippfehler.`,
  classes: {
    account: 'Du, sofort: es geht um das Konto',
    capacity: 'Du: der Tarif erlaubt weniger gleichzeitig',
    caller: 'Du: die Anfrage ist falsch',
    proxy: 'Du: der Proxy arbeitet nicht',
    solver: 'Niemand: einzelne Aufgaben scheitern. Sieh nach, wenn es viele sind',
    outage: 'CaptchaAI: abwarten',
    none: 'Niemand: das ist kein Fehler',
  },
};

export const help: Words['help'] = {
  title: '🛟 CaptchaAI-Monitor',
  description:
    'Ich beobachte eine Pipeline, die CAPTCHAs löst, und melde, wenn etwas nicht stimmt. Ich löse nie CAPTCHAs.',
  everyone: 'Für alle',
  managers: 'Für alle, die den Server verwalten dürfen',
};
