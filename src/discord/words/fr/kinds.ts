import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const kinds: Words['kinds'] = {
  balance: 'Solde',
  errors: 'Taux d’erreur',
  types: 'Types de CAPTCHA',
  queue: 'File d’attente',
  workers: 'Workers actifs',
  silence: 'Silence',
  provider: 'CaptchaAI',
  latency: 'Latence',
  threads: 'Threads',
  runway: 'Autonomie',
};

export const scopes: Words['scopes'] = { all: 'Tout', ...kinds };

export const severities: Words['severities'] = { warning: 'AVERTISSEMENT', critical: 'CRITIQUE' };

export const sureness: Words['sureness'] = { low: 'faible', medium: 'moyenne', high: 'élevée' };

export const andMore: Words['andMore'] = (items) => `et ${items.text} de plus`;

export const didYouMean: Words['didYouMean'] = (names) => `Vouliez-vous dire ${names} ?`;

export const or: Words['or'] = ' ou ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'le webhook ou le salon n’existe plus : choisissez-en un autre avec `/setup`',
  notAllowed: 'Discord ne l’a pas permis : vérifiez les permissions du bot dans le salon',
  threadGone: 'le fil de l’incident a été supprimé',
  threadClosed: 'le fil est verrouillé ou archivé : rouvrez-le, ou choisissez un autre salon avec `/setup`',
  threadsFull: 'le salon a trop de fils ouverts : fermez-en, ou choisissez un autre salon avec `/setup`',
  tagRequired: 'le forum exige un tag pour chaque publication : choisissez un autre salon avec `/setup`',
  autoMod: 'AutoMod l’a bloqué : autorisez le bot dans les paramètres AutoMod du serveur',
  slowMode: 'le salon est en mode lent : désactivez-le, ou choisissez un autre salon avec `/setup`',
  channelKind: 'un salon de ce type n’accepte pas de messages : choisissez-en un autre avec `/setup`',
  notAccepted: 'Discord y refuse tous les messages : choisissez un autre salon avec `/setup`',
  answerLost: 'il est probablement arrivé : les réponses de Discord se perdent en route',
  rejected: 'Discord a refusé le message',
  noDestination: 'aucun salon n’est choisi : utilisez `/setup`',
  muted: 'c’était en sourdine',
  quietHours: 'c’était pendant les heures calmes',
  nothingToEdit: 'le message a été supprimé',
  superseded: 'un message plus récent l’a remplacé',
  tooOld: 'il est trop ancien pour être utile',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: 'personne n’a été notifié : le rôle a été supprimé, choisissez-en un autre avec `/setup`',
  notMentionable:
    'personne n’a été notifié : rendez le rôle mentionnable, ou donnez au bot « Mentionner tout le monde »',
  memberGone:
    'personne n’a été notifié : cette personne n’est pas sur le serveur, choisissez-en une autre avec `/setup`',
  notPinged:
    'la dernière mention n’a notifié personne : vérifiez le rôle ou la personne, ou choisissez-en d’autres avec `/setup`',
};

export const fallback: Words['fallback'] = (why) => `Publié ici à défaut : ${why}`;

export const sentAgain: Words['sentAgain'] = 'renvoyé, le premier essai est peut-être arrivé';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance} (seuil ${threshold})`,
  errors: ({ rate, failed, total }) => `${rate} (${failed}/${total})`,
  queue: (tasks) => `${tasks.text} en attente`,
  types: ({ type, rate, failed, total }) => `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'aucun type n’échoue',
  activeWorkers: (workers) => `${workers.text} ${plural(workers, { one: 'actif', many: 'actifs', other: 'actifs' })}`,
  workersNotReported: 'workers non signalés',
  silence: (length) => `dernier résultat il y a ${length}`,
  lastResult: (when) => `dernier résultat ${when}`,
  answers: 'répond',
  answersWith: (code) => `répond ${code}`,
  wrongAddress: 'pas à l’adresse de `CAPTCHAAI_URL`',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `${busy}/${total} occupés`,
  refused: (share) => `${share} des tâches refusées`,
  nothingReported: 'rien de signalé',
  beyondForecast: 'plus de 30 j',
};
