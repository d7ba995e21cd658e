import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: 'File d’attente illisible',
  trouble: ({ why, since }) => `${why}, depuis ${since}. La longueur est inconnue, pas 0.`,
  why: {
    unreachable: 'le serveur est injoignable',
    timeout: 'pas de réponse à temps',
    certificate: 'le certificat du serveur n’est pas approuvé',
    unauthorized: 'le serveur refuse l’utilisateur ou le mot de passe',
    forbidden: 'l’utilisateur n’a pas le droit de lire la file',
    notFound: 'cette file n’existe pas',
    wrongType: 'la clé dans Redis est d’un autre type',
    noCount: 'le serveur ne connaît pas la longueur en ce moment',
    redirect: 'l’adresse mène à une autre',
    unexpectedAnswer: 'une réponse d’une forme inattendue',
    serverError: 'le serveur signale une erreur',
    missingPackage: 'un paquet manque, voir le journal',
  },
};
