import type { Words } from '../words.ts';

export const incidentThreads: Words['incidentThreads'] = {
  title: 'Hilos',
  heading: '**Un hilo por incidente**',
  hint: 'Elige un foro para las publicaciones, o ninguno',
  modes: { off: 'Sin hilos', thread: 'Un hilo bajo la alerta', post: 'Una publicación en un foro' },
  isOff: 'Todo sobre un incidente se cuenta en el canal.',
  inThread:
    'Los recordatorios, las notas, las confirmaciones y la recuperación van a un hilo bajo la alerta; el canal conserva la alerta.',
  inForum: (channel) =>
    `Cada incidente es una publicación en ${channel}, con etiquetas de estado y gravedad. Lo demás queda en el canal.`,
  byWebhook: 'Cada incidente es una publicación donde escribe el webhook, si es un foro.',
  pickForum: '⚠️ Elige un foro: hasta entonces las alertas quedan en el canal.',
  needs: ({ channel, permissions }) =>
    `⚠️ En ${channel} el bot necesita: ${permissions}. Hasta entonces todo queda en el canal.`,
  trouble: (why) => `⚠️ Hilos: ${why}. Los mensajes van al canal.`,
  forumGone: '⚠️ El foro ya no existe: elige otro.',
  notSaved: 'Los hilos no se cambiaron.',
  tagsOf: (tags) => `Etiquetas que el bot pone si el foro las tiene: ${tags}`,
  tags: { critical: 'crítico', warning: 'aviso', open: 'abierto', acknowledged: 'confirmado', recovered: 'recuperado' },
  tookOn: (who) => `👤 ${who} se ocupa de ello`,
  tookBack: (who) => `👤 ${who} ya no se ocupa de ello`,
  note: ({ who, text }) => `📝 ${who}: ${text}`,
  chart: (until) => `📈 El gráfico hasta ${until}`,
};
