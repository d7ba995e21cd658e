import type { Words } from '../words.ts';
import { MESSAGES, plural } from './plural.ts';

export const status: Words['status'] = {
  title: '🔎 État du pipeline',
  lastResult: 'Dernier résultat',
  late: (length) => `Les résultats arrivent avec ${length} de retard : vérifiez l’horloge des workers`,
  tooManyCodes: (codes) =>
    `Plus de ${codes.text} ${plural(codes, { one: 'code d’erreur', many: 'de codes d’erreur différents', other: 'codes d’erreur différents' })} en une heure : le reste compte comme \`(other)\``,
  tooManyTypes: (types) =>
    `Plus de ${types.text} ${plural(types, { one: 'type de CAPTCHA', many: 'de types de CAPTCHA différents', other: 'types de CAPTCHA différents' })} en une heure : le reste compte comme \`(other)\``,
  lastDelivery: 'Dernier envoi',
  goTo: 'Destination des alertes',
  mutedField: 'En sourdine',
  noneYet: 'Aucun encore',
  why: {
    noReading: 'rien de signalé encore',
    stale: 'la dernière mesure est trop ancienne',
    notReadable: 'la file est illisible',
    tooFewResults: 'trop peu de résultats pour juger',
    tooLittleHistory: 'trop peu d’historique pour juger',
    switchedOff: 'désactivé',
    notSureYet: 'un échec, pas encore confirmé',
    ownNetwork: 'Discord est injoignable aussi, le problème est donc notre propre réseau',
    covered: 'le taux d’erreur de tout le pipeline est en alerte',
  },
  heldByCause: 'retenu : l’alerte sur sa cause a été envoyée',
  noDestination: 'non envoyé : aucune destination',
  awaitingClear: 'en ordre, rétablissement pas encore confirmé',
  heldBack: (messages) =>
    ` (${messages.text} ${plural(messages, { one: 'message retenu', many: 'de messages retenus', other: 'messages retenus' })})`,
  mutedUntil: ({ until, who, held }) => `, en sourdine jusqu’à ${until} par ${who}${held}`,
  firingSince: (at) => `en alerte depuis ${at}`,
  openSince: (at) => `ouvert depuis ${at}`,
  cannotBeJudged: (why) => `ne peut plus être évalué : ${why}`,
  lastSent: (at) => `dernier envoi ${at}`,
  isOnIt: (who) => `pris en charge par ${who}`,
  waiting: ({ messages, since, why }) =>
    `${messages.text} ${plural(messages, MESSAGES)} en attente depuis ${since}${why}`,
  gaveUp: ({ at, why }) => `Abandonné ${at} : ${why}`,
  nowhere: (why) => `Nulle part : ${why}`,
  elsewhere: (why) => `Une destination de repli pour l’instant : ${why}`,
  pingFailed: (why) => `Les mentions ne fonctionnent pas : ${why}`,
  nowhereYet: 'Nulle part encore : utilisez `/setup`',
  webhook: 'Le webhook',
  toWithPing: ({ place, whom }) => `${place}, les alertes critiques notifient ${whom}`,
  toWithPingFromWarning: ({ place, whom }) => `${place}, toutes les alertes notifient ${whom}`,
  muteLine: ({ scope, until, who, why }) => `**${scope}** jusqu’à ${until} par ${who}${why}`,
};

export const balance: Words['balance'] = {
  title: '💰 Solde CaptchaAI',
  notRead: 'Le solde n’a pas encore été lu',
  read: ({ balance, when }) => `Le solde CaptchaAI est de **${balance}**, lu ${when}`,
  threshold: 'Seuil',
  criticalBelow: 'Critique sous',
  switchedOff: 'Désactivé',
  runway: 'Autonomie',
  runwayValue: ({ length, sure }) => `${length} (fiabilité : ${sure})`,
  provider: 'Problème avec CaptchaAI',
  providerValue: ({ code, since, meaning, advice, next }) => `${code}${since} : ${meaning}. ${advice}.${next}`,
  since: (when) => `, depuis ${when}`,
  nextTry: (when) => ` Prochain essai ${when}.`,
};

export const summary: Words['summary'] = {
  dailyTitle: '📈 Bilan CAPTCHA du jour',
  titles: {
    today: '📈 Bilan CAPTCHA : aujourd’hui',
    yesterday: '📈 Bilan CAPTCHA : hier',
    '24h': '📈 Bilan CAPTCHA : 24 dernières heures',
    '7d': '📈 Bilan CAPTCHA : 7 derniers jours',
    '30d': '📈 Bilan CAPTCHA : 30 derniers jours',
  },
  processed: (tasks) =>
    `**${tasks.text}** ${plural(tasks, { one: 'tâche traitée', many: 'de tâches traitées', other: 'tâches traitées' })}`,
  successRate: 'Taux de réussite',
  latency: 'Latence moyenne',
  cost: 'Coût total',
  errors: 'Erreurs',
  balance: 'Solde',
  peakQueue: 'File maximale',
  noData: 'Pas de données',
  notReported: 'Non indiqué',
  percentiles: 'Latence p50 / p95 / p99',
  byCode: 'Erreurs par code',
  period: 'Période',
  against: 'Par rapport à la période précédente',
  tasks: 'Tâches',
  wasBefore: (value) => `avant : ${value}`,
  points: (n) => `${n} pt`,
  late: 'Envoyé en retard',
  lateValue: (due) => `Il était attendu ${due}, alors que le moniteur ne tournait pas`,
};
