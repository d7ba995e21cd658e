import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const refusals: Words['refusals'] = {
  serverOnly: 'À utiliser dans un serveur.',
  notAllowed: 'Ce serveur n’est pas autorisé à utiliser ce moniteur. Demandez à l’opérateur de l’ajouter.',
  starting: 'Je me connecte encore. Réessayez dans quelques secondes.',
  unknownCommand:
    'Cette commande a été supprimée. Elle disparaîtra quand Discord aura la nouvelle liste des commandes.',
  oldButton: 'Ce bouton vient d’une version plus ancienne. Utilisez une commande : `/help` les liste.',
  missingPermission: (permissions) => `Il vous faut la permission ${permissions} pour cela.`,
  noPicture: 'Le graphique manque : Discord n’a pas accepté l’image.',
  chartFailed: 'Le graphique manque : il n’a pas pu être dessiné.',
  broken: (reference) => `Une erreur s’est produite. Demandez à l’opérateur de chercher ${reference} dans le journal.`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: 'Voir le salon',
  SendMessages: 'Envoyer des messages',
  SendMessagesInThreads: 'Envoyer des messages dans les fils',
  CreatePublicThreads: 'Créer des fils publics',
  EmbedLinks: 'Intégrer des liens',
  AttachFiles: 'Joindre des fichiers',
  ManageGuild: 'Gérer le serveur',
};

export const buttons: Words['buttons'] = {
  mute1h: 'Sourdine 1 h',
  mute24h: 'Sourdine 24 h',
  acknowledge: 'Je m’en occupe',
  details: 'Détails',
  topUp: 'Recharger',
  sendTest: 'Envoyer une alerte de test',
  useWebhook: 'Utiliser le webhook',
  asTheServer: 'Comme pour le serveur',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** est en sourdine jusqu’à ${until} (${relative}).`,
  reason: (reason) => `Raison : ${reason}.`,
  endEarly: '`/unmute` y met fin plus tôt.',
  summaryStays: 'Le bilan du jour est toujours envoyé.',
  unmutedAll: '🔔 Toutes les sourdines ont pris fin.',
  unmuted: (scope) => `🔔 La sourdine de **${scope}** a pris fin.`,
  title: '🔇 Sourdines actives',
  none: 'Rien n’est en sourdine.',
  line: ({ scope, until, relative, who }) => `**${scope}** jusqu’à ${until} (${relative}) par ${who}`,
  suggestion: ({ length, until }) => `${length}, jusqu’à ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 Incidents récents',
  none: 'Pas encore d’incident.',
  ongoing: ({ when, kind, length, peak }) => `${when} : **${kind}** alerte depuis ${length}. Maximum : ${peak}.`,
  over: ({ when, kind, length, peak }) => `${when} : **${kind}** a alerté pendant ${length}. Maximum : ${peak}.`,
  isOnIt: (who) => `${who} l’a pris en charge.`,
  wasOnIt: (who) => `${who} l’avait pris en charge.`,
  notNotified: 'Personne n’a été prévenu.',
  changesTitle: 'Modifications',
  noneBefore: 'rien',
  theDefault: 'la valeur par défaut',
  defaultValue: (value) => `la valeur par défaut ${value}`,
  muted: ({ who, scope, until }) => `${who} a mis **${scope}** en sourdine jusqu’à ${until}.`,
  unmuted: ({ who, scope, until }) => `${who} a mis fin à la sourdine de **${scope}**, prévue jusqu’à ${until}.`,
  changed: ({ who, what, before, after }) => `${who} a changé **${what}** de ${before} à ${after}.`,
  tookOn: ({ who, kind }) => `${who} a pris en charge **${kind}**.`,
  quietAdded: ({ who, hours }) => `${who} a ajouté des heures calmes : ${hours}.`,
  quietRemoved: ({ who, hours }) => `${who} a supprimé des heures calmes : ${hours}.`,
  quietRestored: (who) => `${who} a rétabli les heures calmes des réglages.`,
  settings: {
    channel: 'salon',
    mention: 'notification',
    mentionFrom: 'gravité notifiée',
    acknowledgeRole: 'qui peut prendre en charge',
    timeZone: 'fuseau horaire',
    summaryTime: 'heure du bilan',
    liveStatus: 'état en direct',
    silent: 'envoyé en silence',
    format: 'forme des alertes',
    threads: 'fils',
  },
  webhook: 'le webhook',
  began: 'Début',
  ended: 'Fin',
  peak: 'Maximum',
  stillOn: 'En cours',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ Seuils',
  own: 'réglé ici',
  unused: (value) => `${value}, réglé ici, n’est pas utilisé : il ne convient pas aux autres seuils`,
  footerHint:
    '`/threshold kind value` change un seuil pour ce serveur. La valeur `default` rétablit la valeur par défaut.',
  changed: ({ name, before, after }) => `🎚️ ${name} : ${before} → **${after}**.`,
  unchanged: ({ name, value }) => `🎚️ ${name} est **${value}**.`,
  cooldown: (length) => `⏱️ Délai : au moins **${length}** entre deux messages d’un même type.`,
  cooldownChanged: ({ before, after }) => `⏱️ Délai : ${before} → **${after}**.`,
  notANumber: (text) => `${text} n’est pas un nombre. Utilisez un nombre, par exemple 15, ou \`default\`.`,
  needsKind: 'Choisissez le seuil à changer dans `kind`.',
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
  description: (who) => `${who} teste si les alertes arrivent ici. Tout va bien.`,
  severities: { warning: 'Avertissement', critical: 'Critique' },
  arrived: (place) => `🧪 L’alerte de test est arrivée dans ${place}.`,
  pinged: (whom) => `Elle a notifié ${whom}.`,
  pingsNobody: 'Elle ne notifie personne. Choisissez dans `/setup` qui les alertes critiques notifient.',
  belowPing: 'Les alertes de cette gravité ne notifient personne.',
  cannotPing: (role) =>
    `${role} a été affiché sans être notifié : rendez le rôle mentionnable ou accordez au bot « Mentionner tout le monde ».`,
  retrying: 'Discord ne l’a pas encore acceptée. Elle est enregistrée, et le bot réessaie jusqu’à son arrivée.',
  waiting: (messages) =>
    `Elle est enregistrée et attend derrière ${messages.text} ${plural(messages, { one: 'autre message que Discord n’a pas encore accepté', many: 'd’autres messages que Discord n’a pas encore acceptés', other: 'autres messages que Discord n’a pas encore acceptés' })}.`,
  refused: (why) => `❌ L’alerte de test n’est pas arrivée : ${why}.`,
  theWebhook: 'le salon du webhook',
  toReceivers: (names) => `Elle part aussi vers ${names} : \`/status\` dit si elle est arrivée.`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: 'Que faire',
  whoActs: 'Qui doit agir',
  unknown: (code) =>
    `${code} n’est pas un code que CaptchaAI décrit. Il est compté et montré tel quel. Vérifiez qu’il n’y a pas de faute de frappe.`,
  classes: {
    account: 'Vous, maintenant : le problème est le compte',
    capacity: 'Vous : le forfait permet moins de tâches à la fois',
    caller: 'Vous : la requête est fausse',
    proxy: 'Vous : le proxy ne fonctionne pas',
    solver: 'Personne : quelques tâches échouent. Regardez s’il y en a beaucoup',
    outage: 'CaptchaAI : attendez',
    none: 'Personne : ce n’est pas un échec',
  },
};

export const help: Words['help'] = {
  title: '🛟 Moniteur CaptchaAI',
  description:
    'Je surveille un pipeline qui résout des CAPTCHA et je préviens quand quelque chose ne va pas. Je ne résous jamais de CAPTCHA.',
  everyone: 'Pour tous',
  managers: 'Pour les membres qui peuvent gérer le serveur',
};
