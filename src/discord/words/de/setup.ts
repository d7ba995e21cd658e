import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  heading: '## Wohin Alarme gehen und wen sie anpingen',
  intro: 'Jede Auswahl wird sofort gespeichert und gilt für diesen Server.',
  ofPipeline: (name: string) => `Diese Auswahl gilt nur für die Pipeline ${name}. Alles andere ist wie für den Server.`,
  channel: '**Kanal**',
  channelHint: 'Wähle den Kanal für Alarme',
  mention: '**Ping**',
  mentionHint: 'Wähle eine Rolle, eine Person oder niemanden',
  mentionFrom: '**Ping ab**',
  fromCritical: 'Nur bei kritischen Alarmen',
  fromWarning: 'Bei Warnungen und kritischen Alarmen',
  timeZone: '**Zeitzone**',
  timeZoneHint: 'Für eine andere Zeitzone: `/setup time_zone:`',
  summaryTime: '**Tagesübersicht**',
  toWebhook: 'Alarme gehen an den Webhook dieses Monitors, bis du einen Kanal wählst.',
  toNowhere: '⚠️ Alarme haben noch kein Ziel.',
  toChannel: (channel) => `✅ Alarme gehen an ${channel}.`,
  channelGone: (channel) =>
    `⚠️ Ich sehe ${channel} nicht: er wurde gelöscht, oder mir fehlt dort das Recht „Kanal ansehen“.`,
  wrongKind: (channel) =>
    `⚠️ In ${channel} können keine Alarme stehen: wähle einen Text-, Ankündigungs-, Sprach- oder Stage-Kanal oder einen Thread.`,
  missing: ({ channel, permissions }) =>
    `⚠️ Fehlende Rechte in ${channel}: **${permissions}**. Gib sie meiner Rolle in den Einstellungen des Kanals.`,
  notSaved: 'Der Kanal wurde nicht geändert.',
  cannotPing: (role) =>
    `⚠️ ${role} würde angezeigt, aber nicht angepingt: mache die Rolle erwähnbar oder gib mir „Alle erwähnen“.`,
  testHint: 'Probiere es: ein Testalarm nimmt den echten Zustellweg.',
};
