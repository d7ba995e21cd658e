import { italic, userMention } from '@discordjs/formatters';
import { SOMEONE } from '../../monitor/someone.ts';
import type { Words } from '../words/words.ts';

/** A person as Discord shows them, or a word where they asked to be forgotten. */
export function personText(userId: string, { someone }: Pick<Words, 'someone'>): string {
  return userId === SOMEONE.userId ? italic(someone) : userMention(userId);
}
