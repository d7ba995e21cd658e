import type { EntryMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { personText } from './person.ts';
import { plainLine } from './plainLine.ts';
import { dateTime } from './text.ts';

/** A line in the thread of an incident. */
export function entryText(entry: EntryMessage, { words }: Language): string {
  const { tookOn, tookBack, note, chart } = words.incidentThreads;
  if (entry.what === 'chart') return chart(dateTime(entry.at));
  const who = personText(entry.by.userId, words);
  switch (entry.what) {
    case 'acknowledged':
      return tookOn(who);
    case 'takenBack':
      return tookBack(who);
    case 'note':
      return note({ who, text: plainLine(entry.text ?? '') });
  }
}
