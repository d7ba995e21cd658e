import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'À utiliser dans un serveur.',
  notAllowed:
    'Ce serveur n’est pas sur la liste de ceux qui gèrent ce moniteur, il ne montre donc rien ici. Demandez-leur de l’ajouter.',
  starting: 'Je me connecte encore. Réessayez dans quelques secondes.',
  unknownCommand: 'Cette commande n’existe plus. Elle disparaîtra quand Discord aura la nouvelle liste.',
  oldButton: 'Ce bouton vient d’une version plus ancienne. Utilisez la commande : `/help` les liste.',
  missingPermission: (permissions) => `Il vous faut la permission ${permissions} pour cela.`,
  noPicture: 'Le graphique manque : Discord n’a pas accepté l’image.',
  broken: (reference) =>
    `Quelque chose a échoué chez nous. Qui gère ce bot le trouve dans le journal sous ${reference}.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Voir le salon',
  SendMessages: 'Envoyer des messages',
  SendMessagesInThreads: 'Envoyer des messages dans les fils',
  EmbedLinks: 'Intégrer des liens',
  AttachFiles: 'Joindre des fichiers',
  ManageGuild: 'Gérer le serveur',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Sourdine 1 h',
  mute24h: 'Sourdine 24 h',
  acknowledge: 'Je m’en occupe',
  acknowledged: 'Pris en charge',
  details: 'Détails',
  topUp: 'Recharger',
  sendTest: 'Envoyer une alerte de test',
  useWebhook: 'Utiliser le webhook',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** est en sourdine jusqu’à ${until} (${relative}).`,
  reason: (reason) => `Raison : ${reason}.`,
  endEarly: '`/unmute` y met fin plus tôt.',
  summaryStays: 'Le bilan du jour vient quand même.',
  unmutedAll: '🔔 Plus rien n’est en sourdine.',
  unmuted: (scope) => `🔔 **${scope}** n’est plus en sourdine.`,
  title: '🔇 En sourdine maintenant',
  none: 'Rien n’est en sourdine.',
  line: ({ scope, until, relative, who }) => `**${scope}** jusqu’à ${until} (${relative}) par ${who}`,
  suggestion: ({ length, until }) => `${length}, jusqu’à ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidents récents',
  none: 'Rien ne s’est encore passé.',
  ongoing: ({ when, kind, length, peak }) => `${when} : **${kind}** alerte depuis ${length}. Au pire : ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when} : **${kind}** a alerté pendant ${length}. Au pire : ${peak}.`,
  isOnIt: (who) => `${who} s’en occupe.`,
  wasOnIt: (who) => `${who} s’en est occupé.`,
  notNotified: 'Personne n’a été prévenu.',
  changesTitle: 'Modifications',
  noneBefore: 'rien',
  theDefault: 'la valeur par défaut',
  defaultValue: (value) => `la valeur par défaut ${value}`,
  muted: ({ who, scope, until }) => `${who} a mis **${scope}** en sourdine jusqu’à ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} a mis fin à la sourdine de **${scope}**, prévue jusqu’à ${until}.`,
  changed: ({ who, what, before, after }) => `${who} a changé **${what}** de ${before} à ${after}.`,
  tookOn: ({ who, kind }) => `${who} a pris en charge **${kind}**.`,
  settings: {
    channel: 'salon',
    mention: 'notification',
    mentionFrom: 'gravité notifiée',
    timeZone: 'fuseau horaire',
    summaryTime: 'heure du bilan',
  },
  webhook: 'le webhook',
  began: 'Début',
  ended: 'Fin',
  peak: 'Maximum',
  stillOn: 'Pas encore terminé',
};

export const limits: Words['limits'] = {
  title: '🎚️ Seuils',
  own: 'réglé ici',
  unused: (value) => `${value}, réglé ici, ne convient pas et n’est pas utilisé`,
  footerHint: '`/threshold kind value` en change un pour ce serveur, la valeur `default` le rétablit.',
  changed: ({ name, before, after }) => `🎚️ ${name} : ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} est **${value}**.`,
  cooldown: (length) => `⏱️ Les messages d’un même type sont espacés d’au moins **${length}**.`,
  cooldownChanged: ({ before, after }) => `⏱️ Délai : ${before} → **${after}**.`,
  notANumber: (text) => `${text} n’est pas un nombre. Écrivez par exemple 15, ou \`default\`.`,
  needsKind: 'Dites quel seuil changer : choisissez-en un pour `kind`.',
  named: ({ kind, label }) => `${kind} : ${label}`,
  range: ({ min, most }) => `de ${min} à ${most}`,
  stays: ({ name, value }) => `${name} reste à ${value}.`,
  changeFirst: ({ name, value }) => `${name} vaut maintenant ${value} : changez cela d’abord.`,
  isSwitch: (name) => `${name} est soit \`on\`, soit \`off\`.`,
  on: 'activé',
  off: 'désactivé',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 Alerte de test (${severity})`,
  description: (who) => `${who} vérifie que les alertes arrivent ici. Tout va bien.`,
  severities: { warning: 'Avertissement', error: 'Critique' },
  arrived: (place) => `🧪 L’alerte de test est arrivée dans ${place}.`,
  pinged: (whom) => `Elle a notifié ${whom}.`,
  pingsNobody: 'Elle ne notifie personne : `/setup` choisit qui une alerte critique notifie.',
  belowPing: 'Une alerte de cette gravité ne notifie personne.',
  cannotPing: (role) =>
    `${role} a été affiché sans être notifié : rendez le rôle mentionnable ou accordez au bot « Mentionner tout le monde ».`,
  retrying: 'Discord ne l’a pas encore acceptée. Elle est enregistrée et sera réessayée jusqu’à son arrivée.',
  waiting: (messages) =>
    `Elle est enregistrée et attend derrière ${messages.text} ${plural(messages, { one: 'autre message que Discord n’a pas encore accepté', many: 'd’autres messages que Discord n’a pas encore acceptés', other: 'autres messages que Discord n’a pas encore acceptés' })}.`,
  refused: (why) => `❌ L’alerte de test n’est pas arrivée : ${why}.`,
  theWebhook: 'le salon du webhook',
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Que faire',
  whoActs: 'À qui d’agir',
  unknown: (code) =>
    `${code} n’est pas un code que CaptchaAI décrit. Il est compté et montré tel quel ; peut-être une faute de frappe.`,
  classes: {
    account: 'À vous, maintenant : il s’agit du compte',
    capacity: 'À vous : le forfait permet moins à la fois',
    caller: 'À vous : la requête est fausse',
    proxy: 'À vous : le proxy ne fonctionne pas',
    solver: 'À personne : quelques tâches échouent ; regardez quand il y en a beaucoup',
    outage: 'À CaptchaAI : attendez',
    none: 'À personne : ce n’est pas un échec',
  },
};

export const help: Words['help'] = {
  title: '🛟 Moniteur CaptchaAI',
  description:
    'Je surveille un pipeline qui résout des CAPTCHA et je préviens quand quelque chose ne va pas. Je n’en résous jamais moi-même.',
  everyone: 'Pour tous',
  managers: 'Pour qui peut gérer le serveur',
};
