import type { Words } from '../words.ts';

export const kinds: Words['kinds'] = {
  balance: 'Solde',
  errors: 'Taux d’erreur',
  queue: 'File d’attente',
  silence: 'Silence',
  provider: 'CaptchaAI',
  latency: 'Latence',
  threads: 'Threads',
  runway: 'Autonomie',
};

export const scopes: Words['scopes'] = { all: 'Tout', ...kinds };

export const severities: Words['severities'] = { warning: 'AVERTISSEMENT', error: 'CRITIQUE' };

export const sureness: Words['sureness'] = { low: 'faible', medium: 'moyenne', high: 'élevée' };

export const andMore: Words['andMore'] = (n) => `et ${n} de plus`;

export const giveUp: Words['giveUp'] = {
  destinationGone: 'le webhook ou le salon n’existe plus : choisissez-en un autre avec `/setup`',
  notAllowed: 'Discord ne l’a pas permis : vérifiez les permissions du bot dans le salon',
  rejected: 'Discord a refusé le message',
  noDestination: 'aucun salon n’est choisi : utilisez `/setup`',
  muted: 'c’était en sourdine',
  nothingToEdit: 'le message a été supprimé',
  overtaken: 'un message plus récent dit ce qui est vrai maintenant',
  tooOld: 'plus personne ne l’attend',
};

export const detour: Words['detour'] = (why) => `Publié ici à défaut : ${why}`;

export const sentAgain: Words['sentAgain'] = 'renvoyé, le premier essai est peut-être arrivé';

export const facts: Words['facts'] = {
  balance: (balance, threshold) => `${balance} (seuil ${threshold})`,
  errors: (rate, failed, total) => `${rate} (${failed}/${total})`,
  queue: (depth) => `${depth} en attente`,
  silence: (length) => `dernier résultat il y a ${length}`,
  answers: 'répond',
  answersWith: (code) => `répond ${code}`,
  latency: (p95) => `p95 ${p95}`,
  busy: (busy, total) => `${busy}/${total} occupés`,
  refused: (share) => `${share} des tâches refusées`,
  nothingReported: 'rien de signalé',
  beyondForecast: 'plus de 30 j',
};
