import type { APIEmbedField } from 'discord-api-types/v10';
import type { ReceiverState } from '../../monitor/ports/pageQueue.ts';
import type { Language } from '../words/language.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode, relativeTime } from './text.ts';

/** How receivers outside of Discord do; nothing where there are none. */
export function receiverFields(states: readonly ReceiverState[], language: Language): APIEmbedField[] {
  if (states.length === 0) return [];
  const lines = states.map((state) => receiverLine(state, language));
  return [{ name: language.words.receivers.field, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}

function receiverLine(state: ReceiverState, { words, counted, list }: Language): string {
  const { receiver, deliveredAt, waiting, waitingSince, retrying, gaveUp } = state;
  const { receivers, status } = words;
  const name = inlineCode(receiver);
  const parts = [
    deliveredAt === null ? receivers.notYet(name) : receivers.lastNotified({ name, at: relativeTime(deliveredAt) }),
  ];
  if (waiting > 0 && waitingSince !== null) {
    const why = retrying === null ? '' : ` (${receivers.trouble[retrying]})`;
    parts.push(`⚠️ ${status.waiting({ messages: counted(waiting), since: relativeTime(waitingSince), why })}`);
  }
  if (gaveUp !== null && gaveUp.at > (deliveredAt ?? 0)) {
    parts.push(`⚠️ ${status.gaveUp({ at: relativeTime(gaveUp.at), why: receivers.refusal[gaveUp.why] })}`);
  }
  return list(parts);
}
