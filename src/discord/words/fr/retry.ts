import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'notre base de données n’a pas répondu',
  paced: 'attend notre propre limite d’envoi',
  tooManyInvalidRequests: 'trop de requêtes ont été refusées ; attend pour que Discord ne bloque pas l’adresse',
  rateLimited: 'Discord a demandé d’attendre',
  unreachable: 'Discord est injoignable',
  unreadableAnswer: 'la réponse de Discord est illisible',
  unknownFailure: 'une erreur inconnue, voir le journal',
  pageInBetween: 'quelque chose entre le bot et Discord l’a refusé',
  discordFailed: 'Discord a eu une erreur',
  discordBusy: 'Discord n’accepte pas de messages en ce moment',
  refused: 'Discord l’a refusé',
  notAllowed: 'une permission manque',
  slowMode: 'le salon est en mode lent',
  rejected: 'Discord a refusé l’embed ; nouvel essai en texte simple',
  muted: 'en sourdine',
  quietHours: 'attend la fin des heures calmes',
  cooldown: 'attend la fin du délai',
  nowhere: 'aucun salon utilisable : utilisez `/setup`',
};
