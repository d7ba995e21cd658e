import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const alerts: Words['alerts'] = {
  balance: {
    title: '💰 Solde bas',
    description: (balance) => `Le solde CaptchaAI est de **${balance}**`,
    threshold: 'Seuil',
    severity: 'Gravité',
    criticalBelow: 'Critique sous',
  },
  errors: {
    title: '⚠️ Hausse du taux d’erreur',
    description: ({ rate, failed, total }) => `Taux d’erreur : **${rate}** (${failed}/${total})`,
    inRow: (results) =>
      plural(results, {
        one: 'Le dernier résultat est un échec',
        many: `Les derniers ${results.text} de résultats d’affilée ont échoué`,
        other: `Les ${results.text} derniers résultats d’affilée ont échoué`,
      }),
    breakdown: 'Erreurs par code',
    noDetails: 'Pas de détails',
  },
  types: {
    title: '🧩 Un type de CAPTCHA échoue',
    description: ({ type, rate, failed, total }) => `${type} : **${rate}** d’échecs (${failed}/${total})`,
    others: 'Autres types qui échouent',
    action: 'Vérifiez ce que vous envoyez pour ce type, comme la clé du site et l’adresse de la page',
  },
  queue: {
    title: '📊 File d’attente saturée',
    description: (tasks) => `File d’attente : **${tasks.text}** ${plural(tasks, TASKS)} en attente`,
    workers: 'Workers actifs',
    drain: 'Vidée dans environ',
    rough: (length) => `${length} (estimation approximative)`,
    noWorker: 'Aucun worker actif',
    growing: (perMinute) => `Grandit de ${perMinute} par minute`,
    action: 'Vérifiez que les workers tournent ; lancez-en d’autres ou envoyez moins de tâches',
  },
  workers: {
    title: '👷 Aucun worker actif',
    leftAlone: (depth) => `Aucun worker n’est actif, tâches en attente : **${depth}**`,
    stuck: ({ length, depth }) => `Aucun résultat depuis **${length}**, tâches en attente : **${depth}**`,
    noResultFor: 'Aucun résultat depuis',
    action: 'Vérifiez pourquoi les workers se sont arrêtés et relancez-les',
  },
  silence: {
    title: '🤫 Pipeline silencieux',
    description: (length) => `Aucun résultat depuis **${length}**`,
    last: 'Dernier résultat',
    before: 'Heure précédente',
    results: (results) =>
      `${results.text} ${plural(results, { one: 'résultat', many: 'de résultats', other: 'résultats' })}`,
    action: 'Vérifiez que les workers tournent et peuvent envoyer leurs résultats',
  },
  provider: {
    accountTitle: '🔑 CaptchaAI refuse le compte',
    outageTitle: '🔌 Panne de CaptchaAI',
    description: (code) => `CaptchaAI répond ${code}`,
    noBalanceTitle: '🔌 Solde illisible',
    noBalance: ({ length, code }) => `Aucun solde utilisable depuis **${length}** : CaptchaAI répond ${code}`,
    addressTitle: '🔌 Mauvaise adresse de CaptchaAI',
    address: 'CaptchaAI n’est pas à l’adresse de `CAPTCHAAI_URL`',
    nothing: 'rien',
    meaning: 'Signification',
    since: 'Depuis',
    wait: 'Attendre',
  },
  latency: {
    title: '🐢 Résolutions lentes',
    description: (p95) => `Durée de résolution p95 : **${p95}**`,
    threshold: 'Seuil',
    windowSolved: ({ window, solved }) => `${window}, résolues : ${solved}`,
    action: 'Vérifiez CaptchaAI, les proxys et si le site visé a changé son CAPTCHA',
  },
  threads: {
    title: '🧵 Threads épuisés',
    description: (busy) => `Threads du forfait : **${busy}**`,
    action: 'Envoyez moins de tâches à la fois ou prenez un forfait supérieur',
  },
  runway: {
    title: '⏳ Solde bientôt épuisé',
    description: (length) => `Au rythme actuel, le solde suffit encore **${length}**`,
    balance: 'Solde',
    burn: 'Consommation',
    anHour: (amount) => `${amount} par heure`,
    sure: 'Fiabilité',
  },
  botLost: {
    title: '🔌 Le bot ne peut pas se connecter',
    tokenRefused:
      'Discord n’accepte pas le jeton du bot. Les commandes et les boutons ne marchent pas ; les alertes continuent d’arriver ici',
    tokenAction:
      'Copiez de nouveau le jeton sur discord.com/developers, page Bot, mettez-le dans `DISCORD_TOKEN` et redémarrez le moniteur',
    intentsRefused:
      'Discord refuse les intents du bot. Les commandes et les boutons ne marchent pas ; les alertes continuent d’arriver ici',
    intentsAction: 'Mettez le programme à jour et redémarrez le moniteur',
  },
  action: 'Que faire',
  topUpAction: 'Rechargez votre solde sur captchaai.com',
  unknown: 'Inconnu',
  window: 'Période',
  lastMinute: 'Dernière minute',
  lastMinutes: (minutes) =>
    `${minutes.text} ${plural(minutes, { one: 'dernière minute', many: 'de dernières minutes', other: 'dernières minutes' })}`,
  lastSeconds: (seconds) =>
    `${seconds.text} ${plural(seconds, { one: 'dernière seconde', many: 'de dernières secondes', other: 'dernières secondes' })}`,
  over: (title) => `${title} (terminé)`,
  operatorNote: 'Note de l’opérateur',
  affected: 'Également touché',
  affectedValue: (kinds) => `${kinds} : retenu tant que cela dure`,
  reminder: ({ number, since, recovers, next }) =>
    `Rappel ${number} : toujours en alerte depuis ${since}, ${recovers}, le prochain ${next}`,
  recoversAt: (level) => `rétabli à ${level}`,
  recoversWithResult: 'rétabli dès qu’un résultat arrive',
  recoversWithAnswer: 'rétabli dès que CaptchaAI répond',
  recoversWithWork: 'rétabli dès qu’un worker est actif ou qu’un résultat arrive',
  heldBack: 'Retenus',
  heldBackValue: (messages) =>
    `${messages.text} ${plural(messages, { one: 'message retenu', many: 'de messages retenus', other: 'messages retenus' })} pendant la sourdine`,
  acknowledged: 'Pris en charge',
  acknowledgedValue: ({ who, since }) => `${who} s’en occupe depuis ${since}`,
  muted: 'En sourdine',
  mutedValue: ({ who, until }) => `${who} a mis ceci en sourdine jusqu’à ${until}`,
  unknownTitle: '❔ Ne peut plus être évalué',
  unknownDescription: ({ kind, why }) => `**${kind}** : ${why}`,
  unknownField: 'N’est plus évalué',
  unknownValue: ({ why, since }) => `${why}, depuis ${since}`,
  firingSince: 'En alerte depuis',
  lastKnown: 'Dernier état connu',
  began: 'Début',
  ended: 'Fin',
  endedValue: ({ at, length }) => `${at}, après ${length}`,
  toldLate: 'Envoyé en retard',
  toldLateValue: 'Discord était injoignable pendant ce temps',
  toldLateInCooldown: 'Terminé avant la fin du délai entre deux messages',
  toldLateTimes: (times) =>
    `C’est arrivé ${times.text} ${plural(times, { one: 'fois', many: 'de fois', other: 'fois' })} avant la fin du délai entre deux messages`,
};

export const recovery: Words['recovery'] = {
  title: '✅ Pipeline rétabli',
  errors: ({ before, after }) => `Taux de résolution rétabli : ${before} → ${after}`,
  balance: ({ before, after }) => `Solde rétabli : ${before} → ${after}`,
  queue: ({ before, after }) =>
    `File d’attente rétablie : ${before} → ${after.text} ${plural(after, TASKS)} en attente`,
  latency: ({ before, after }) => `Durée de résolution p95 rétablie : ${before} → ${after}`,
  threads: ({ before, after }) => `Threads rétablis : ${before} → ${after}`,
  runway: ({ before, after }) => `Autonomie rétablie : ${before} → ${after}`,
  types: ({ type, before, after }) => `Type de CAPTCHA rétabli : ${type} ${before} → ${after} d’échecs`,
  workers: ({ before, after }) => `Les tâches sont de nouveau traitées : ${before} → ${after.text} en attente`,
  silence: (length) => `Les résultats reviennent après ${length} sans aucun`,
  provider: 'CaptchaAI répond de nouveau',
  other: 'Le pipeline est revenu à la normale',
  topUpTitle: '💚 Solde rechargé',
  topUp: ({ before, after }) => `Solde : **${before}** → **${after}**`,
  newRunway: 'Nouvelle autonomie',
  runwayUnknown: 'Plus de 30 j, ou pas encore connue',
};
