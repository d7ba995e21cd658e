import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'nosso banco de dados não respondeu',
  paced: 'aguardando nosso próprio limite de envio',
  tooManyInvalidRequests: 'muitas solicitações foram recusadas; aguardando para que o Discord não bloqueie o endereço',
  rateLimited: 'o Discord pediu para esperar',
  unreachable: 'o Discord está inacessível',
  unreadableAnswer: 'não foi possível ler a resposta do Discord',
  unknownFailure: 'um erro desconhecido, veja o log',
  pageInBetween: 'algo entre o bot e o Discord recusou',
  discordFailed: 'o Discord teve um erro',
  discordBusy: 'o Discord não aceita mensagens no momento',
  refused: 'o Discord recusou',
  notAllowed: 'falta uma permissão',
  slowMode: 'o canal está no modo lento',
  rejected: 'o Discord recusou o embed; tentando como texto',
  muted: 'silenciado',
  quietHours: 'espera o fim das horas de silêncio',
  cooldown: 'aguardando o fim do intervalo',
  nowhere: 'nenhum canal pode ser usado: use `/setup`',
};
