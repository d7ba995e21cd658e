import type { LateMessage } from './message.ts';
import { worseOf } from './worse.ts';

/** What happened several times in one cooldown, as one line. */
export function joinLate(first: LateMessage, next: LateMessage): LateMessage {
  return {
    ...next,
    severity: first.severity === 'critical' ? 'critical' : next.severity,
    worst: worseOf(first.worst, next.worst),
    openedAt: Math.min(first.openedAt, next.openedAt),
    endedAt: Math.max(first.endedAt, next.endedAt),
    ...(next.cooldown && {
      cooldown: { ...next.cooldown, times: (first.cooldown?.times ?? 1) + next.cooldown.times },
    }),
  };
}
