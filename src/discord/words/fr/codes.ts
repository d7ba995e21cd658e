import type { Words } from '../words.ts';

export const codes: Words['codes'] = {
  ERROR_WRONG_USER_KEY: { meaning: 'La clé API ne fait pas 32 caractères', advice: 'Corriger la clé API' },
  ERROR_KEY_DOES_NOT_EXIST: {
    meaning: 'La clé API est inconnue, ou le compte n’a pas de threads (forfait ou essai non commencé ou expiré)',
    advice: 'Vérifier la clé API, puis le forfait',
  },
  IP_BANNED: {
    meaning: 'Trop d’appels avec une clé erronée',
    advice: 'Corriger la clé API ; le blocage prend fin après environ 5 minutes',
  },
  ERROR_IP_BANNED: {
    meaning: 'Trop d’appels avec une clé erronée',
    advice: 'Corriger la clé API ; le blocage prend fin après environ 5 minutes',
  },
  ERROR_IP_NOT_ALLOWED: {
    meaning: 'Cette adresse n’est pas dans la liste autorisée du compte',
    advice: 'Ajouter l’adresse à la liste autorisée',
  },
  'ERROR: 1002': {
    meaning: 'Bloqué après trop de réponses de solde nul',
    advice: 'Recharger ou changer de forfait, puis attendre 5 minutes',
  },
  'ERROR: 1004': {
    meaning: 'Bloqué après trop d’appels avec une clé erronée',
    advice: 'Corriger la clé API, puis attendre 10 minutes',
  },
  ERROR_ZERO_BALANCE: {
    meaning: 'Aucun thread libre, ou plus de fonds sur un compte à l’usage',
    advice: 'Envoyer moins de tâches à la fois, changer de forfait ou recharger',
  },
  ERROR_NO_SLOT_AVAILABLE: {
    meaning: 'Tous les threads sont occupés ; la tâche n’a pas été acceptée',
    advice: 'Attendre 5 secondes et réessayer, ou changer de forfait',
  },
  ERROR_TOO_MUCH_REQUESTS: { meaning: 'Trop de requêtes', advice: 'Ralentir : réessayer après 3 à 10 secondes' },
  HTTP_429: { meaning: 'Trop de requêtes', advice: 'Ralentir : réessayer après 3 à 10 secondes' },
  MAX_USER_TURN: { meaning: 'Trop de tâches d’un coup', advice: 'Attendre 10 secondes, puis étaler les tâches' },
  'ERROR: 1001': {
    meaning: 'Bloqué après trop de réponses sans place libre',
    advice: 'Attendre 10 minutes et envoyer moins de tâches à la fois',
  },
  'ERROR: 1003': {
    meaning: 'Bloqué : bien plus de réponses sans place que de tâches',
    advice: 'Attendre 30 secondes et espacer après chacune',
  },
  'ERROR: 1005': {
    meaning: 'Bloqué : trop de demandes de résultats',
    advice: 'Attendre 5 minutes et n’interroger que toutes les 5 secondes',
  },
  ERROR_PAGEURL: {
    meaning: 'L’URL de la page manque ou n’est pas valide',
    advice: 'Envoyer l’URL complète de la page du CAPTCHA',
  },
  ERROR_GOOGLEKEY: { meaning: 'La clé de site est vide ou mal formée', advice: 'Relire la clé de site sur la page' },
  ERROR_WRONG_GOOGLEKEY: { meaning: 'La clé de site manque', advice: 'Envoyer la clé de site de la page' },
  ERROR_BAD_TOKEN_OR_PAGEURL: {
    meaning: 'Clé de site et URL ne vont pas ensemble',
    advice: 'Le site a peut-être changé : chercher un iframe avec sa propre URL',
  },
  ERROR_BAD_PARAMETERS: {
    meaning: 'Un paramètre requis manque ou a un mauvais type',
    advice: 'Comparer la requête avec la documentation',
  },
  ERROR_DOMAIN_NOT_ALLOWED: {
    meaning: 'Le domaine visé est refusé',
    advice: 'Demander à CaptchaAI si le domaine est pris en charge',
  },
  ERROR_ZERO_CAPTCHA_FILESIZE: {
    meaning: 'L’image est trop petite',
    advice: 'Vérifier comment l’image est téléchargée',
  },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { meaning: 'L’image est trop grande', advice: 'Envoyer une image plus petite' },
  ERROR_WRONG_FILE_EXTENSION: {
    meaning: 'L’extension de l’image n’est pas prise en charge',
    advice: 'Envoyer JPG, PNG ou GIF',
  },
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: {
    meaning: 'Le type d’image n’est pas pris en charge',
    advice: 'Envoyer JPG, PNG ou GIF',
  },
  ERROR_UPLOAD: { meaning: 'L’image ou son base64 est abîmé', advice: 'Vérifier comment l’image est encodée' },
  ERROR_CAPTCHAIMAGE_BLOCKED: {
    meaning: 'L’image est connue comme insoluble',
    advice: 'Le site montre peut-être une image de refus',
  },
  TOO_MANY_BAD_IMAGES: { meaning: 'Trop d’images insolubles', advice: 'Le site montre peut-être une image de refus' },
  ERROR_WRONG_ID_FORMAT: {
    meaning: 'L’identifiant de tâche est mal formé',
    advice: 'Utiliser l’identifiant exactement comme reçu',
  },
  ERROR_WRONG_CAPTCHA_ID: {
    meaning: 'L’identifiant de tâche est inconnu ou expiré',
    advice: 'Interroger plus tôt, avec l’identifiant reçu',
  },
  ERROR_NO_SUCH_CAPCHA_ID: {
    meaning: 'L’identifiant de tâche est inconnu ou expiré',
    advice: 'Interroger plus tôt, avec l’identifiant reçu',
  },
  ERROR_EMPTY_ACTION: {
    meaning: 'La requête ne nomme aucune action',
    advice: 'Comparer la requête avec la documentation',
  },
  ERROR_PROXY_FORMAT: {
    meaning: 'L’indication du proxy est mal formée',
    advice: 'Envoyer le proxy comme user:password@host:port',
  },
  ERROR_BAD_PROXY: { meaning: 'Le proxy est marqué comme mauvais', advice: 'Changer de proxy' },
  ERROR_PROXY_CONNECTION_FAILED: {
    meaning: 'La page n’a pas pu être chargée par le proxy',
    advice: 'Changer de proxy',
  },
  ERROR_CAPTCHA_UNSOLVABLE: {
    meaning: 'Le solveur a abandonné',
    advice: 'Réessayer une ou deux fois ; si cela dure, vérifier si le CAPTCHA a changé',
  },
  ERROR_BAD_DUPLICATES: { meaning: 'Pas assez de réponses concordantes', advice: 'Réessayer' },
  ERROR_TOKEN_EXPIRED: {
    meaning: 'Le défi a expiré avant d’être résolu',
    advice: 'Chercher un nouveau défi juste avant l’envoi',
  },
  TIMEOUT: {
    meaning: 'Aucun résultat avant le délai de l’appelant',
    advice: 'Vérifier la latence ; laisser 120 s et plus pour reCAPTCHA',
  },
  ERROR_SERVER_ERROR: { meaning: 'Une panne chez CaptchaAI', advice: 'Réessayer après 10 secondes, puis espacer' },
  ERROR_INTERNAL_SERVER_ERROR: {
    meaning: 'Une panne chez CaptchaAI',
    advice: 'Réessayer après 10 secondes, puis espacer',
  },
  CAPCHA_NOT_READY: { meaning: 'La tâche est encore en cours', advice: 'Continuer à interroger toutes les 5 secondes' },
  CAPTCHA_NOT_READY: {
    meaning: 'La tâche est encore en cours',
    advice: 'Continuer à interroger toutes les 5 secondes',
  },
  OK_REPORT_RECORDED: { meaning: 'Un signalement a été enregistré', advice: 'Rien à faire' },
  ERROR_REPORT_NOT_RECORDED: { meaning: 'Un signalement n’a pas été enregistré', advice: 'Rien à faire' },
  ERROR_DUPLICATE_REPORT: {
    meaning: 'Une tâche a été signalée deux fois',
    advice: 'Signaler chaque tâche une seule fois',
  },
  ERROR_IP_ADDRES: { meaning: 'L’adresse de rappel n’est pas enregistrée', advice: 'Enregistrer l’adresse de rappel' },
};

export const noAnswer: Words['noAnswer'] = {
  meaning: 'CaptchaAI n’a pas répondu, ou pas lisiblement',
  advice: 'Rien à faire si d’autres sites sont joignables',
};

export const wrongAddress: Words['wrongAddress'] = {
  meaning: 'CaptchaAI n’est pas à l’adresse de CAPTCHAAI_URL',
  advice: 'Corrigez CAPTCHAAI_URL, en général https://ocr.captchaai.com, ou cherchez ce qui répond à sa place',
};
