import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  heading: '## Para onde vão os alertas e quem eles avisam',
  intro: 'Cada escolha é salva na hora e vale para este servidor.',
  ofPipeline: (name: string) => `Estas escolhas valem só para o pipeline ${name}. O resto é como para o servidor.`,
  channel: '**Canal**',
  channelHint: 'Escolha o canal dos alertas',
  mention: '**Menção**',
  mentionHint: 'Escolha um cargo, uma pessoa ou ninguém',
  mentionFrom: '**Mencionar a partir de**',
  fromCritical: 'Só alertas críticos',
  fromWarning: 'Avisos e alertas críticos',
  timeZone: '**Fuso horário**',
  timeZoneHint: 'Para outro fuso horário: `/setup time_zone:`',
  summaryTime: '**Resumo diário**',
  toWebhook: 'Os alertas vão para o webhook deste monitor até você escolher um canal.',
  toNowhere: '⚠️ Os alertas ainda não têm destino.',
  toChannel: (channel) => `✅ Os alertas vão para ${channel}.`,
  channelGone: (channel) => `⚠️ Não vejo ${channel}: foi apagado, ou preciso da permissão «Ver canal» lá.`,
  wrongKind: (channel) =>
    `⚠️ Não é possível publicar alertas em ${channel}: escolha um canal de texto, anúncios, voz ou palco, ou um tópico.`,
  missing: ({ channel, permissions }) =>
    `⚠️ Faltam permissões em ${channel}: **${permissions}**. Dê-as ao meu cargo nas configurações do canal.`,
  notSaved: 'O canal não foi alterado.',
  cannotPing: (role) => `⚠️ ${role} apareceria sem ser avisado: torne o cargo mencionável ou me dê «Mencionar todos».`,
  testHint: 'Experimente: um alerta de teste usa o caminho de entrega real.',
};
