import type { APIMessage } from 'discord-api-types/v10';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { MessageBody } from './messageBody.ts';

/** What came of a mention: Discord names in its answer whom it notified. */
export function pingOutcome(
  { allowed_mentions: allowed }: MessageBody,
  { mention_roles: roles, mentions }: APIMessage,
  foreseen: PingFailure | null,
): { pingFailure?: PingFailure | null } {
  const [id] = [...(allowed?.roles ?? []), ...(allowed?.users ?? [])];
  if (id === undefined) return {};
  if (foreseen !== null && foreseen !== 'notPinged') return { pingFailure: foreseen };
  const isNotified = roles.includes(id) || mentions.some((user) => user.id === id);
  return { pingFailure: isNotified ? null : 'notPinged' };
}
