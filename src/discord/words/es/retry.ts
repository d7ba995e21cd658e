import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'nuestra base de datos no respondió',
  paced: 'espera nuestro propio límite de envío',
  tooManyInvalidRequests: 'se rechazaron demasiadas solicitudes; espera para que Discord no bloquee la dirección',
  rateLimited: 'Discord pidió esperar',
  unreachable: 'no se puede llegar a Discord',
  unreadableAnswer: 'no se pudo leer la respuesta de Discord',
  unknownFailure: 'un error desconocido, consulta el registro',
  pageInBetween: 'algo entre el bot y Discord lo rechazó',
  discordFailed: 'Discord tuvo un error',
  discordBusy: 'Discord no acepta mensajes en este momento',
  refused: 'Discord lo rechazó',
  notAllowed: 'falta un permiso',
  slowMode: 'el canal está en modo lento',
  rejected: 'Discord rechazó el embed; se intenta como texto',
  muted: 'silenciado',
  quietHours: 'espera al fin de las horas de silencio',
  cooldown: 'espera el final del enfriamiento',
  nowhere: 'ningún canal se puede usar: usa `/setup`',
};
