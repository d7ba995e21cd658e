import type { Words } from '../words.ts';

export const someone = 'quelqu’un';

export const privacy: Words['privacy'] = {
  title: '🔒 Confidentialité',
  description: 'Ce que ce bot conserve, combien de temps, qui le gère et comment être oublié.',
  kept: 'Ce qui est conservé',
  people:
    'Sur les personnes : identifiant et nom des membres qui mettent en sourdine, prennent en charge, écrivent une note, changent un réglage ou envoient un test ; l’identifiant du membre que les alertes notifient, qui est d’astreinte ou dans une étape de l’escalade, ou que le bot a prévenu par message privé.',
  reasons: 'Les raisons que les membres saisissent pour une mise en sourdine, et leurs notes sur les incidents.',
  server:
    'Sur le serveur : son identifiant, son nom et sa langue, ses réglages, et les identifiants des salons, des rôles et des messages.',
  notPersonal:
    'Les résultats et les mesures ne concernent pas des personnes. Le bot ne lit pas les messages des membres.',
  howLong: 'Combien de temps',
  history: (length) => `Mises en sourdine, incidents, changements et messages envoyés : ${length} après leur fin.`,
  decisions: (length) => `Décisions, que montre \`/why\` : ${length} après leur fin.`,
  settings: 'Réglages : tant que le bot est sur le serveur.',
  left: (length) => `Après le départ du bot : tout, pendant ${length}.`,
  outside: 'Fichiers journaux et sauvegardes : l’opérateur décide.',
  operator: 'Qui gère ce bot',
  notNamed:
    'L’opérateur n’est pas indiqué. Les opérateurs définissent `PRIVACY_CONTACT` et `PRIVACY_URL` dans les réglages du bot.',
  policy: (url) => `Politique de confidentialité : ${url}`,
  forgotten: 'Comment être oublié',
  forgottenHow: (someone) =>
    `**M’oublier** remplace votre identifiant et votre nom par « ${someone} » dans tout ce qui est conservé de ce serveur. Une confirmation est demandée.`,
  forgetMe: 'M’oublier',
  confirm: 'Oui, m’oublier',
  back: 'Retour',
  askTitle: '🔒 Vous oublier sur ce serveur ?',
  ask: (someone) =>
    `Votre identifiant et votre nom deviennent « ${someone} » dans les mises en sourdine, les prises en charge, le journal des changements et les messages conservés. Vous quittez les tours d’astreinte et les étapes de l’escalade, et les alertes ne vous notifient plus. C’est irréversible.`,
  holds:
    'Les mises en sourdine et les prises en charge actives le restent. Les raisons et les notes que vous avez saisies restent, sans votre identifiant.',
  stays:
    'Les messages déjà dans Discord restent tels quels. Les membres qui ont la permission « Gérer les messages » peuvent les y supprimer. Pour les fichiers journaux et les sauvegardes, demandez à l’opérateur.',
  doneTitle: '🔒 Vous avez été oublié sur ce serveur',
  nothing: 'Rien sur vous n’a été trouvé dans ce qui est conservé de ce serveur.',
  replaced: 'Entrées remplacées',
  counts: ({ mutes, incidents, notes, changes, messages }) =>
    `Mises en sourdine : ${mutes}\nIncidents : ${incidents}\nNotes : ${notes}\nChangements : ${changes}\nMessages conservés : ${messages}`,
  pingsNobody:
    'Les alertes vous notifiaient. Désormais elles ne notifient personne : choisissez quelqu’un d’autre dans `/setup`.',
  operatorPings:
    'Les réglages propres de l’opérateur vous désignent toujours comme la personne que les alertes notifient. Seul l’opérateur peut changer cela.',
};
