import type { Words } from '../words.ts';

const thresholdProblems = {
  balanceOrder: 'Das kritische Guthaben darf nicht über dem für eine Warnung liegen.',
  errorsClear:
    'Die Fehlerrate, die als erholt gilt, darf nicht über der anschlagenden liegen: ein Alarm endete, während er noch anschlägt.',
  typesClear:
    'Die Fehlerrate eines CAPTCHA-Typs, die als erholt gilt, darf nicht über der anschlagenden liegen: ein Alarm endete, während er noch anschlägt.',
  queueClear: 'Die Warteschlange muss sich an oder unter ihrer Schwelle erholen, also höchstens bei 100 Prozent.',
  latencyClear:
    'Die Lösungszeit, die als erholt gilt, darf nicht über der anschlagenden liegen: ein Alarm endete, während er noch anschlägt.',
  runwayOrder: 'Die kritische Reichweite darf nicht länger als die für eine Warnung sein.',
  runwayClear:
    'Die Reichweite, die als erholt gilt, darf nicht kürzer als die anschlagende sein: ein Alarm endete, während er noch anschlägt.',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} ist keine gültige Zeit. Beispiele: 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }) => `${text} ist keine gültige Dauer. Beispiele: 30m, 2h, 1d12h.`,
  badMoment: ({ text }) =>
    `${text} ist keine vergangene Zeit. Beispiele: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }) => `${text} ist zu lang. Das Maximum ist ${longest}.`,
  unknownThreshold: ({ name }) => `${name} ist keine Schwelle. Wähle eine aus der Liste.`,
  thresholdOutOfRange: ({ name, min, most }) => `${name} muss zwischen ${min} und ${most} liegen.`,
  thresholdsConflict: ({ problem }) => thresholdProblems[problem],
  nothingMuted: () => 'Nichts ist stummgeschaltet.',
  kindNotMuted: ({ scope }) => `${scope} ist nicht stummgeschaltet. \`/mutes\` zeigt die aktiven Stummschaltungen.`,
  onlyAllMuted: () => 'Alle Alarme sind zusammen stummgeschaltet. `/unmute` ohne Art beendet das.',
  alreadyAcknowledged: ({ by }) => `${by} hat diesen Vorfall schon übernommen.`,
  notAcknowledged: () => 'Diesen Vorfall hat niemand übernommen.',
  mayNotAcknowledge: ({ role }) => `Nur Mitglieder mit der Rolle ${role} dürfen hier übernehmen.`,
  incidentEnded: () => 'Dieser Vorfall ist schon vorbei.',
  unknownIncident: () => 'Dieser Vorfall wurde nicht gefunden. Vielleicht wurde er gelöscht.',
  unknownPipeline: ({ name, known }) => `${name} ist keine Pipeline. Es gibt: ${known}.`,
  badTimeZone: ({ text }) => `${text} ist keine Zeitzone.`,
  zoneLetters: ({ text }) => `${text} steht für mehrere Zeitzonen und sagt nicht, wann die Uhren umgestellt werden.`,
  pickZone: () => 'Wähle eine Stadt, etwa Europe/Berlin.',
  badWeekdays: ({ text }) => `${text} nennt keine Wochentage. Beispiele: mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }) => `${text} ist keine Uhrzeit. Beispiele: 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }) => `${text} ist keine Art Alarm. Es gibt: ${known}.`,
  quietNeedsTimes: () => 'Eine Ruhezeit braucht `from` und `to`.',
  quietBoth: () => 'Entweder Ruhezeiten hinzufügen oder welche entfernen.',
  quietTwice: () => 'Diese Ruhezeit gibt es schon.',
  quietEndless: ({ kinds }) =>
    `Damit wäre ${kinds} immer still. Nimm \`/mute\`, oder schalte den Alarm mit \`/threshold\` aus.`,
  tooManyQuiet: ({ most }) => `Höchstens ${most} sind möglich. Entferne zuerst eine.`,
  unknownQuiet: ({ text }) => `${text} ist keine der Ruhezeiten. \`/quiet\` zeigt sie.`,
  badAfter: ({ text }) => `${text} passt nicht: Eine Stufe liegt 1 Minute bis 24 Stunden nach dem Alarm.`,
  stepNeedsTarget: () => 'Eine Stufe braucht jemanden: `mention`, `channel`, `direct_message` oder `receiver`.',
  unknownReceiver: ({ name, known }) => `${name} ist kein Empfänger. Es gibt: ${known}.`,
  stepTwice: () => 'Diese Stufe gibt es schon.',
  tooManySteps: ({ most }) => `Es können höchstens ${most} sein. Entferne zuerst eine.`,
  unknownStep: ({ text }) => `${text} ist keine der Stufen. \`/escalation\` zeigt sie.`,
  stepBoth: () => 'Entweder eine Stufe hinzufügen oder eine entfernen.',
  stepNeedsAfter: () => 'Eine Stufe braucht eine Zeit: `after:5m`.',
  onCallAlready: ({ who }) => `${who} ist schon in der Reihe.`,
  notOnCall: ({ who }) => `${who} ist nicht in der Reihe.`,
  tooManyPeople: ({ most }) => `Höchstens ${most} Personen können sich abwechseln.`,
  nobodyOnCall: () => 'Noch wechselt sich niemand ab. Füge zuerst jemanden hinzu.',
  coverNeedsUntil: () =>
    '`cover` und `until` gehören zusammen; `until` allein ändert, bis wann jemand vertritt, und `until:now` beendet es.',
  noDestination: () => 'Alarme haben noch kein Ziel. Wähle mit `/setup` einen Kanal.',
  notSaved: () => 'Das konnte nicht gespeichert werden. Nichts wurde geändert. Versuche es noch einmal.',
  overloaded: () => 'Der Monitor ist überlastet. Nichts wurde gespeichert. Versuche es gleich noch einmal.',
  tooManyCharts: () => 'Das Diagramm fehlt: Es wurden zu viele auf einmal angefragt. Versuche es gleich noch einmal.',
};
