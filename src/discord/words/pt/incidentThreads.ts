import type { Words } from '../words.ts';

export const incidentThreads: Words['incidentThreads'] = {
  title: 'Tópicos',
  heading: '**Um tópico por incidente**',
  hint: 'Escolha um fórum para as publicações, ou nenhum',
  modes: { off: 'Sem tópicos', thread: 'Um tópico sob o alerta', post: 'Uma publicação em um fórum' },
  isOff: 'Tudo sobre um incidente é contado no canal.',
  inThread: 'Lembretes, notas, confirmações e a recuperação vão para um tópico sob o alerta; o canal mantém o alerta.',
  inForum: (channel) =>
    `Cada incidente é uma publicação em ${channel}, com tags de estado e gravidade. O resto fica no canal.`,
  byWebhook: 'Cada incidente é uma publicação onde o webhook escreve, se for um fórum.',
  pickForum: '⚠️ Escolha um fórum: até lá os alertas ficam no canal.',
  needs: ({ channel, permissions }) => `⚠️ Em ${channel} o bot precisa de: ${permissions}. Até lá tudo fica no canal.`,
  trouble: (why) => `⚠️ Tópicos: ${why}. As mensagens vão para o canal.`,
  forumGone: '⚠️ O fórum não existe mais: escolha outro.',
  notSaved: 'Os tópicos não foram alterados.',
  tagsOf: (tags) => `Tags que o bot põe se o fórum as tiver: ${tags}`,
  tags: { critical: 'crítico', warning: 'aviso', open: 'aberto', acknowledged: 'confirmado', recovered: 'recuperado' },
  tookOn: (who) => `👤 ${who} está cuidando disso`,
  tookBack: (who) => `👤 ${who} não está mais cuidando disso`,
  note: ({ who, text }) => `📝 ${who}: ${text}`,
  chart: (until) => `📈 O gráfico até ${until}`,
};
