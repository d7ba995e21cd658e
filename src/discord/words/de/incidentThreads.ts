import type { Words } from '../words.ts';

export const incidentThreads: Words['incidentThreads'] = {
  title: 'Threads',
  heading: '**Ein Thread je Vorfall**',
  hint: 'Forum für die Beiträge wählen, oder keines',
  modes: { off: 'Keine Threads', thread: 'Ein Thread unter dem Alarm', post: 'Ein Beitrag in einem Forum' },
  isOff: 'Alles zu einem Vorfall steht im Kanal.',
  inThread:
    'Erinnerungen, Notizen, Bestätigungen und das Ende stehen in einem Thread unter dem Alarm; der Kanal behält den Alarm selbst.',
  inForum: (channel) =>
    `Jeder Vorfall ist ein Beitrag in ${channel}, mit Tags für Zustand und Schwere. Alles andere bleibt im Kanal.`,
  byWebhook: 'Jeder Vorfall ist ein Beitrag dort, wo der Webhook schreibt, falls das ein Forum ist.',
  pickForum: '⚠️ Wähle ein Forum: bis dahin bleiben Alarme im Kanal.',
  needs: ({ channel, permissions }) =>
    `⚠️ In ${channel} braucht der Bot: ${permissions}. Bis dahin bleibt alles im Kanal.`,
  trouble: (why) => `⚠️ Threads: ${why}. Nachrichten gehen in den Kanal.`,
  forumGone: '⚠️ Das Forum gibt es nicht mehr: wähle ein anderes.',
  notSaved: 'Die Threads wurden nicht geändert.',
  tagsOf: (tags) => `Tags, die der Bot setzt, wenn das Forum sie hat: ${tags}`,
  tags: { critical: 'kritisch', warning: 'warnung', open: 'offen', acknowledged: 'bestätigt', recovered: 'behoben' },
  tookOn: (who) => `👤 ${who} kümmert sich darum`,
  tookBack: (who) => `👤 ${who} kümmert sich nicht mehr darum`,
  note: ({ who, text }) => `📝 ${who}: ${text}`,
  chart: (until) => `📈 Das Diagramm bis ${until}`,
};
