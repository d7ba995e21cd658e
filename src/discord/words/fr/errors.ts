import type { Words } from '../words.ts';

const thresholdProblems = {
  balanceOrder: 'Le solde critique ne doit pas dépasser celui de l’avertissement.',
  errorsClear:
    'Le taux d’erreur qui compte comme rétabli ne doit pas dépasser celui qui alerte : une alerte finirait alors qu’elle dure encore.',
  typesClear:
    'Le taux d’erreur d’un type de CAPTCHA qui compte comme rétabli ne doit pas dépasser celui qui alerte : une alerte finirait alors qu’elle dure encore.',
  queueClear: 'La file doit se rétablir à son seuil ou en dessous, donc à 100 pour cent au plus.',
  latencyClear:
    'La latence qui compte comme rétablie ne doit pas dépasser celle qui alerte : une alerte finirait alors qu’elle dure encore.',
  runwayOrder: 'L’autonomie critique ne doit pas être plus longue que celle de l’avertissement.',
  runwayClear:
    'L’autonomie qui compte comme rétablie ne doit pas être plus courte que celle qui alerte : une alerte finirait alors qu’elle dure encore.',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} n’est pas un temps valide. Exemples : 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }) => `${text} n’est pas une durée valide. Exemples : 30m, 2h, 1d12h.`,
  badMoment: ({ text }) =>
    `${text} n’est pas un moment passé. Exemples : 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }) => `${text} est trop long. Le maximum est ${longest}.`,
  unknownThreshold: ({ name }) => `${name} n’est pas un seuil. Choisissez dans la liste.`,
  thresholdOutOfRange: ({ name, min, most }) => `${name} doit être entre ${min} et ${most}.`,
  thresholdsConflict: ({ problem }) => thresholdProblems[problem],
  nothingMuted: () => 'Rien n’est en sourdine.',
  kindNotMuted: ({ scope }) => `${scope} n’est pas en sourdine. \`/mutes\` montre les sourdines actives.`,
  onlyAllMuted: () => 'Toutes les alertes sont en sourdine ensemble. `/unmute` sans type y met fin.',
  alreadyAcknowledged: ({ by }) => `${by} a déjà pris en charge cet incident.`,
  notAcknowledged: () => 'Personne n’a pris en charge cet incident.',
  mayNotAcknowledge: ({ role }) => `Ici, seuls les membres du rôle ${role} peuvent prendre en charge.`,
  incidentEnded: () => 'Cet incident est déjà terminé.',
  unknownIncident: () => 'Cet incident est introuvable. Il a peut-être été supprimé.',
  unknownPipeline: ({ name, known }) => `${name} n’est pas un pipeline. Disponibles : ${known}.`,
  badTimeZone: ({ text }) => `${text} n’est pas un fuseau horaire.`,
  zoneLetters: ({ text }) => `${text} abrège plusieurs fuseaux horaires et ne dit pas quand l’heure change.`,
  pickZone: () => 'Choisissez une ville, par exemple Europe/Berlin.',
  badWeekdays: ({ text }) => `${text} ne nomme pas de jours de la semaine. Exemples : mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }) => `${text} n’est pas une heure. Exemples : 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }) => `${text} n’est pas un type d’alerte. Disponibles : ${known}.`,
  quietNeedsTimes: () => 'Il faut `from` et `to` pour des heures calmes.',
  quietBoth: () => 'Soit ajouter des heures calmes, soit en supprimer.',
  quietTwice: () => 'Ces heures calmes existent déjà.',
  quietEndless: ({ kinds }) =>
    `Avec elles, ${kinds} se tairait toujours. Utilisez \`/mute\`, ou désactivez l’alerte avec \`/threshold\`.`,
  tooManyQuiet: ({ most }) => `Il peut y en avoir ${most} au plus. Supprimez-en une d’abord.`,
  unknownQuiet: ({ text }) => `${text} ne désigne aucune des heures calmes. \`/quiet\` les affiche.`,
  badAfter: ({ text }) => `${text} ne convient pas : une étape a lieu de 1 minute à 24 heures après l’alerte.`,
  stepNeedsTarget: () => 'Une étape doit prévenir quelqu’un : `mention`, `channel`, `direct_message` ou `receiver`.',
  unknownReceiver: ({ name, known }) => `${name} n’est pas un destinataire. Disponibles : ${known}.`,
  stepTwice: () => 'Cette étape existe déjà.',
  tooManySteps: ({ most }) => `Il peut y en avoir ${most} au plus. Supprimez-en une d’abord.`,
  unknownStep: ({ text }) => `${text} n’est aucune des étapes. \`/escalation\` les montre.`,
  stepBoth: () => 'Ajoutez une étape ou supprimez-en une, pas les deux.',
  stepNeedsAfter: () => 'Une étape demande un délai : `after:5m`.',
  onCallAlready: ({ who }) => `${who} est déjà dans la liste.`,
  notOnCall: ({ who }) => `${who} n’est pas dans la liste.`,
  tooManyPeople: ({ most }) => `${most} personnes au plus peuvent se relayer.`,
  nobodyOnCall: () => 'Personne ne se relaie encore. Ajoutez d’abord quelqu’un.',
  coverNeedsUntil: () =>
    '`cover` et `until` vont ensemble ; `until` seul change la fin du remplacement, et `until:now` y met fin.',
  noDestination: () => 'Les alertes n’ont pas encore de destination. Choisissez un salon avec `/setup`.',
  notSaved: () => 'Cela n’a pas pu être enregistré. Rien n’a changé. Réessayez.',
  overloaded: () => 'Le moniteur est surchargé. Rien n’a été enregistré. Réessayez dans un instant.',
  tooManyCharts: () =>
    'Le graphique manque : trop de graphiques ont été demandés à la fois. Réessayez dans un instant.',
};
