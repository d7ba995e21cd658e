import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ Durée de résolution sur ${span}`,
  nothing: 'Aucune tâche résolue n’a indiqué sa durée pendant ce temps.',
  overall: ({ p50, p95, p99, tasks }) =>
    `p50 **${p50}**, p95 **${p95}**, p99 **${p99}** sur ${tasks.text} ${plural(tasks, { one: 'tâche résolue', many: 'de tâches résolues', other: 'tâches résolues' })}`,
  byType: 'p50 / p95 / p99 par type de CAPTCHA (tâches résolues)',
  others: (tasks) => `autres types ou aucun : ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Seuil',
};

export const costReport: Words['costReport'] = {
  titles: {
    today: '💵 Coût : aujourd’hui',
    '7d': '💵 Coût : 7 derniers jours',
    '30d': '💵 Coût : 30 derniers jours',
    month: '💵 Coût : ce mois-ci',
  },
  total: ({ cost, tasks }) => `**${cost}** indiqués pour ${tasks.text} ${plural(tasks, TASKS)}`,
  unreported: (tasks) => `Le coût de ${tasks.text} ${plural(tasks, TASKS)} n’a pas été indiqué.`,
  noTasks: 'Aucune tâche pendant ce temps.',
  notReported: 'non indiqué',
  soFar: 'Ce mois-ci jusqu’ici',
  forecast: 'Prévision du mois',
  about: (cost) => `environ ${cost}`,
  noForecast: 'Inconnue : il faut un jour de tâches dont le coût est indiqué.',
  basis: 'Base de calcul',
  perDay: ({ cost, days }) => `${cost} par jour, moyenne des ${days} derniers j`,
  byType: 'Par type de CAPTCHA',
  otherTypes: 'autres types',
  costOf: ({ cost, tasks, each }) => `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost) => `, ${cost} les 1 000`,
  byDay: 'Par jour',
  noTasksThen: 'aucune tâche',
};

export const why: Words['why'] = {
  title: (kind) => `❓ Pourquoi : ${kind}`,
  asked: (at) => `À ${at}`,
  nothing: 'Rien n’est connu de ce moment. Les décisions sont gardées 30 jours.',
  around: 'Décisions autour de ce moment',
  because: (why) => `La raison : ${why}.`,
  threshold: (value) => `seuil ${value}`,
  mutedBy: ({ who, until }) => `Rien n’a été envoyé : ${who} avait mis l’alerte en sourdine jusqu’à ${until}.`,
  reasons: {
    firstFiring: 'L’alerte a commencé, et un message a été envoyé.',
    worsened: 'La situation a empiré, et un message a été envoyé aussitôt.',
    cooldownElapsed: 'L’alerte durait encore après le délai, et un message a été envoyé.',
    muteEnded: 'L’alerte durait encore quand les messages n’étaient plus retenus, et un message a été envoyé.',
    recovered: 'C’était rétabli, et un message a été envoyé.',
    endedInCooldown: 'L’incident a commencé et fini pendant un délai, et un message tardif a été envoyé.',
    unknownForLong: 'L’incident restait ouvert sans pouvoir être jugé depuis longtemps, et un message a été envoyé.',
    stillOnIt: 'Deux heures après la prise en charge c’était encore critique, et la question a été posée.',
    acknowledgementExpired: 'Personne n’a dit s’en occuper encore, et un message a été envoyé.',
    escalated:
      'C’était encore critique, personne ne l’avait pris en charge, et l’étape suivante de l’escalade a eu lieu.',
    flapping: 'C’était apparu et reparti plus de cinq fois en une heure, et un seul message a été envoyé pour toutes.',
    healthy: 'Rien n’a été envoyé : tout allait bien.',
    noVerdict: 'Rien n’a été envoyé : rien ne pouvait être jugé.',
    switchedOff: 'Rien n’a été envoyé : ce type d’alerte est désactivé.',
    muted: 'Rien n’a été envoyé : l’alerte était en sourdine.',
    coolingDown: 'L’alerte durait. Le message suivant attendait la fin du délai.',
    awaitingClear: 'Tout allait de nouveau bien. Le message attendait que cela dure.',
    endedBeforeNotified: 'L’incident a fini avant que quelqu’un soit averti, donc rien n’a été envoyé.',
    acknowledged: 'L’alerte durait. Quelqu’un l’avait prise en charge, donc aucun rappel n’a été envoyé.',
    inhibited: 'L’alerte durait. Rien n’a été envoyé : sa cause a été signalée à la place.',
    noDestination: 'Rien n’a été envoyé : aucune destination n’était choisie.',
    quietHours: 'Rien n’a été envoyé : cela attend la fin des heures calmes.',
    stillFlapping:
      'Cela va et vient, et on en a été averti. Le message suivant attendait que cela s’aggrave, dure ou ne revienne plus.',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 ${incidents.text} ${plural(incidents, { one: 'incident', many: 'd’incidents', other: 'incidents' })}, et les totaux de ${days.text} ${plural(days, { one: 'jour', many: 'de jours', other: 'jours' })}. Heures en UTC ; une cellule vide n’a pas été indiquée.`,
  newestOnly: (incidents) => `Ce sont les ${incidents.text} incidents les plus récents ; les plus anciens manquent.`,
};
