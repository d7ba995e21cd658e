import type { Words } from '../words.ts';

export const incidentThreads: Words['incidentThreads'] = {
  title: 'Fils',
  heading: '**Un fil par incident**',
  hint: 'Choisissez un forum pour les posts, ou aucun',
  modes: { off: 'Pas de fils', thread: 'Un fil sous l’alerte', post: 'Un post dans un forum' },
  isOff: 'Tout ce qui concerne un incident est dit dans le salon.',
  inThread:
    'Les rappels, les notes, les prises en charge et le rétablissement vont dans un fil sous l’alerte ; le salon garde l’alerte.',
  inForum: (channel) =>
    `Chaque incident est un post dans ${channel}, avec des tags d’état et de gravité. Le reste demeure dans le salon.`,
  byWebhook: 'Chaque incident est un post là où le webhook écrit, si c’est un forum.',
  pickForum: '⚠️ Choisissez un forum : d’ici là les alertes restent dans le salon.',
  needs: ({ channel, permissions }) =>
    `⚠️ Dans ${channel}, il manque au bot : ${permissions}. D’ici là tout reste dans le salon.`,
  trouble: (why) => `⚠️ Fils : ${why}. Les messages vont dans le salon.`,
  forumGone: '⚠️ Le forum n’existe plus : choisissez-en un autre.',
  notSaved: 'Les fils n’ont pas été modifiés.',
  tagsOf: (tags) => `Tags que le bot met si le forum les a : ${tags}`,
  tags: {
    critical: 'critique',
    warning: 'avertissement',
    open: 'ouvert',
    acknowledged: 'pris en charge',
    recovered: 'rétabli',
  },
  tookOn: (who) => `👤 ${who} s’en occupe`,
  tookBack: (who) => `👤 ${who} ne s’en occupe plus`,
  note: ({ who, text }) => `📝 ${who} : ${text}`,
  chart: (until) => `📈 Le graphique jusqu’au ${until}`,
};
