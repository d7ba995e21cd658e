import type { EntryMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { personText } from './person.ts';
import { plainLine } from './plainLine.ts';

/** What somebody did about an incident, as its thread tells it. */
export function entryText({ what, by, text = '' }: EntryMessage, { words }: Language): string {
  const who = personText(by.userId, words);
  const { tookOn, tookBack, note } = words.incidentThreads;
  switch (what) {
    case 'acknowledged':
      return tookOn(who);
    case 'takenBack':
      return tookBack(who);
    case 'note':
      return note({ who, text: plainLine(text) });
  }
}
