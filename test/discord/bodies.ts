import { ENGLISH } from '../../src/discord/words/language.ts';
import type { IncidentState, Message } from '../../src/monitor/alerts/message.ts';
import type { Destination, Mention } from '../../src/monitor/types.ts';
import { editBody, type MessageBody, messageBody } from '../../src/receivers/discord/messageBody.ts';

const PLACE: Destination = { type: 'channel', channelId: '300000000000000001' };

/** A message of incident 1 as it is posted in a channel of a guild that mentions somebody where it is critical. */
export function bodyTo(message: Exclude<Message, { type: 'edit' }>, mention: Mention | null): MessageBody {
  return messageBody(message, { incidentId: 1 }, PLACE, { mention, mentionFrom: 'error' }, ENGLISH);
}

/** The same, edited. */
export function editTo(message: Message, state: IncidentState, mention: Mention | null): MessageBody {
  const target = { incidentId: 1, place: PLACE, messageId: '900000000000000001', message };
  return editBody(target, state, { mention, mentionFrom: 'error' }, ENGLISH);
}
