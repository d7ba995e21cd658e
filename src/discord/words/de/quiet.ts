import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 Ruhezeiten',
  field: 'Ruhezeiten',
  none: 'Es gibt keine Ruhezeiten: Nachrichten werden jederzeit gesendet.',
  howToAdd: '`/quiet from:22:00 to:07:00` fügt welche hinzu, `/quiet remove:` entfernt sie.',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to}: **${scope}**, ${passes}`,
  everyDay: 'jeden Tag',
  passes: { critical: 'kritische Alarme werden trotzdem gesendet', nothing: 'auch kritische Alarme warten' },
  added: (hours) => `🌙 Ruhezeit hinzugefügt: ${hours}.`,
  removed: (hours) => `🔔 Ruhezeit entfernt: ${hours}.`,
  restored: '🌙 Es gelten wieder die Ruhezeiten der Einstellungen.',
  until: ({ until, relative }) => `Ruhe bis ${until} (${relative}).`,
  next: ({ from, to, relative }) => `Nächste: ${from} – ${to} (${relative}).`,
  zone: (zone) => `Zeiten in ${zone}.`,
  ofSettings: 'Diese stehen in den Einstellungen. Mit der ersten Änderung werden sie die eigenen dieses Servers.',
  restore: 'die Ruhezeiten der Einstellungen',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 Während der Ruhezeit',
  intro: ({ since, incidents, open }) =>
    `Die Ruhezeit hielt seit ${since} Alarme zurück. Vorfälle: **${incidents}**, noch offen: **${open}**.`,
  unknown: 'Er ist nicht mehr zu beurteilen.',
};
