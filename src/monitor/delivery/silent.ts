import type { Message } from '../alerts/message.ts';
import type { Noise, SilentPart } from './noise.ts';

/** Whether a message may be sent silently; one that tells of several things only if each of them may. */
export function isSilent(messages: readonly Message[], { silent }: Pick<Noise, 'silent'>): boolean {
  return messages.every((message) => {
    // Nobody has to do anything about it.
    if (message.type === 'handover') return true;
    const part = partOf(message);
    return part !== null && silent.includes(part);
  });
}

/** What a message is a part of; null: it is never silent. */
function partOf(message: Message): SilentPart | null {
  switch (message.type) {
    case 'alert':
    case 'late':
    case 'unknown':
    case 'test':
      return message.severity === 'critical' ? null : 'warnings';
    case 'catchUp':
      return message.incidents.some(({ severity }) => severity === 'critical') ? null : 'warnings';
    case 'flapping':
    case 'recovery':
    case 'topUp':
      return 'recoveries';
    case 'summary':
      return 'summaries';
    case 'stillOnIt':
    case 'escalation':
    case 'handover':
    case 'botLost':
    case 'edit':
    case 'thread':
    case 'entry':
      return null;
  }
}
