import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  heading: '## Adónde van las alertas y a quién avisan',
  intro: 'Cada elección se guarda al instante y vale para este servidor.',
  ofPipeline: (name: string) => `Esto vale solo para el pipeline ${name}. Todo lo demás es como para el servidor.`,
  channel: '**Canal**',
  channelHint: 'Elige el canal de las alertas',
  mention: '**Mención**',
  mentionHint: 'Elige un rol, una persona o nadie',
  mentionFrom: '**Mencionar desde**',
  fromCritical: 'Solo alertas críticas',
  fromWarning: 'Avisos y alertas críticas',
  timeZone: '**Zona horaria**',
  timeZoneHint: 'Para otra zona horaria: `/setup time_zone:`',
  summaryTime: '**Resumen diario**',
  toWebhook: 'Las alertas van al webhook de este monitor hasta que elijas un canal.',
  toNowhere: '⚠️ Las alertas aún no tienen destino.',
  toChannel: (channel) => `✅ Las alertas van a ${channel}.`,
  channelGone: (channel) => `⚠️ No veo ${channel}: se borró, o necesito el permiso «Ver canal» allí.`,
  wrongKind: (channel) =>
    `⚠️ En ${channel} no se pueden publicar alertas: elige un canal de texto, anuncios, voz o escenario, o un hilo.`,
  missing: ({ channel, permissions }) =>
    `⚠️ Faltan permisos en ${channel}: **${permissions}**. Dáselos a mi rol en los ajustes del canal.`,
  notSaved: 'El canal no se cambió.',
  cannotPing: (role) => `⚠️ ${role} se mostraría sin avisar: haz el rol mencionable o dame «Mencionar a todos».`,
  testHint: 'Pruébalo: una alerta de prueba usa la vía de entrega real.',
};
