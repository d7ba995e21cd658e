import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  heading: '## Où vont les alertes, et qui elles notifient',
  intro: 'Chaque choix est enregistré aussitôt et vaut pour ce serveur.',
  ofPipeline: (name: string) => `Ces choix ne valent que pour le pipeline ${name}. Le reste est comme pour le serveur.`,
  channel: '**Salon**',
  channelHint: 'Choisissez le salon des alertes',
  mention: '**Notification**',
  mentionHint: 'Choisissez un rôle ou une personne, ou aucun',
  mentionFrom: '**Notifier à partir de**',
  fromCritical: 'Alertes critiques seulement',
  fromWarning: 'Avertissements et alertes critiques',
  timeZone: '**Fuseau horaire**',
  timeZoneHint: 'Pour un autre fuseau horaire : `/setup time_zone:`',
  summaryTime: '**Bilan du jour**',
  toWebhook: 'Les alertes vont au webhook de ce moniteur jusqu’à ce que vous choisissiez un salon.',
  toNowhere: '⚠️ Les alertes n’ont pas encore de destination.',
  toChannel: (channel) => `✅ Les alertes vont dans ${channel}.`,
  channelGone: (channel) =>
    `⚠️ Je ne vois pas ${channel} : il a été supprimé, ou j’ai besoin de la permission « Voir le salon ».`,
  wrongKind: (channel) =>
    `⚠️ Impossible de publier des alertes dans ${channel} : choisissez un salon textuel, d’annonces, vocal ou de conférence, ou un fil.`,
  missing: ({ channel, permissions }) =>
    `⚠️ Permissions manquantes dans ${channel} : **${permissions}**. Accordez-les à mon rôle dans les paramètres du salon.`,
  notSaved: 'Le salon n’a pas été changé.',
  cannotPing: (role) =>
    `⚠️ ${role} serait affiché sans être notifié : rendez le rôle mentionnable ou accordez-moi « Mentionner tout le monde ».`,
  testHint: 'Essayez : une alerte de test suit le vrai chemin de livraison.',
};
