import type { Message } from '../../src/monitor/alerts/message.ts';

/** A message as short as a table wants it, such as `balance warning` or `queue error after 3 held back`. */
export function inWords(message: Message): string {
  switch (message.type) {
    case 'summary':
      return 'summary';
    case 'botLost':
      return `bot lost: ${message.why}`;
    case 'test':
      return 'test';
    case 'topUp':
      return 'topped up';
    case 'recovery':
      return `${message.after.kind} recovered`;
    case 'late':
      return `${message.worst.kind} was over`;
    case 'unknown':
      return `${message.facts.kind} unknown`;
    case 'edit':
      return ['edit', ...message.state.affects].join(' ');
    case 'alert': {
      const held = message.heldBack === 0 ? '' : ` after ${message.heldBack} held back`;
      const affects = message.affects.length === 0 ? '' : ` affecting ${message.affects.join(' ')}`;
      const reminder = message.reminder == null ? '' : ` reminder ${message.reminder.n}`;
      return `${message.facts.kind} ${message.severity}${reminder}${held}${affects}`;
    }
  }
}
