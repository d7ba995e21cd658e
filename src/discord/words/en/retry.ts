import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

/** Why a message has not arrived yet. */
export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'our database did not answer',
  paced: 'waiting for our own rate limit',
  tooManyInvalidRequests: 'too many requests were refused; waiting so that Discord does not ban the address',
  rateLimited: 'Discord asked to wait',
  unreachable: 'Discord cannot be reached',
  unreadableAnswer: 'Discord’s answer could not be read',
  unknownFailure: 'an unknown error, see the log',
  pageInBetween: 'something between the bot and Discord blocked it',
  discordFailed: 'Discord had an error',
  discordBusy: 'Discord does not accept messages right now',
  refused: 'Discord refused it',
  notAllowed: 'a permission is missing',
  slowMode: 'the channel is in slow mode',
  rejected: 'Discord refused the embed; trying plain text',
  muted: 'muted',
  quietHours: 'waiting for the end of quiet hours',
  cooldown: 'waiting for the end of the cooldown',
  nowhere: 'no channel can be used: use `/setup`',
};
