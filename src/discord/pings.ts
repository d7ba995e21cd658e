import type { AlertSeverity, Guild } from '../monitor/types.ts';

/** Whether a message of a severity mentions somebody in a guild. */
export function pings(
  severity: AlertSeverity,
  { mention, mentionFrom }: Pick<Guild, 'mention' | 'mentionFrom'>,
): boolean {
  return mention !== null && (severity === 'critical' || mentionFrom === 'warning');
}
