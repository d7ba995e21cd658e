import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: 'Status ao vivo',
  kept: 'Esta mensagem é editada quando algo muda. `/status` mostra mais.',
  heading: '**Status ao vivo**',
  hint: 'Escolha um canal, ou nenhum para desativar',
  here: 'Status ao vivo com os alertas',
  off: 'Desativar o status ao vivo',
  isOff: 'Uma mensagem que sempre mostra como tudo está. Está desativada.',
  isIn: (channel) => `✅ Uma mensagem em ${channel} é mantida em dia.`,
  cannotPin: (channel) =>
    `⚠️ Ela não está fixada: dê ao meu cargo **Fixar mensagens** em ${channel}. O bot tenta de novo a cada dez minutos.`,
  trouble: (why) => `⚠️ Não está em dia: ${why}`,
  notSaved: 'O status ao vivo não foi alterado.',
  alertChannel: 'o canal dos alertas',
};
