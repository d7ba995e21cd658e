import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: 'Live-Status',
  kept: 'Diese Nachricht wird bearbeitet, wenn sich etwas ändert. `/status` zeigt mehr.',
  heading: '**Live-Status**',
  hint: 'Wähle einen Kanal, oder keinen zum Ausschalten',
  here: 'Live-Status bei den Alarmen',
  off: 'Live-Status aus',
  isOff: 'Eine Nachricht, die immer zeigt, wie alles steht. Sie ist ausgeschaltet.',
  isIn: (channel) => `✅ Eine Nachricht in ${channel} wird aktuell gehalten.`,
  cannotPin: (channel) =>
    `⚠️ Sie ist nicht angepinnt: gib meiner Rolle in ${channel} das Recht **Nachrichten anpinnen**. Der Bot versucht es alle zehn Minuten wieder.`,
  trouble: (why) => `⚠️ Nicht aktuell: ${why}`,
  notSaved: 'Der Live-Status wurde nicht geändert.',
  alertChannel: 'der Kanal der Alarme',
};
