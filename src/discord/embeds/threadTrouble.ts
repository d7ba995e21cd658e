import type { APIEmbedField } from 'discord-api-types/v10';
import type { GiveUpWhy } from '../../monitor/delivery/giveUpWhy.ts';
import { NO_THREADS } from '../../monitor/delivery/threads.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Words } from '../words/words.ts';

/** Why incidents have no thread or post, although that was chosen. */
export function threadTroubleWords(why: GiveUpWhy, { incidentThreads, giveUp }: Words): string {
  return incidentThreads.trouble(giveUp[why]);
}

/** A field where something keeps incidents from their threads. */
export function threadFields(
  { threads = NO_THREADS, threadTrouble }: Pick<Guild, 'threads' | 'threadTrouble'>,
  words: Words,
): APIEmbedField[] {
  if (threads.mode === 'off' || threadTrouble == null) return [];
  return [{ name: words.incidentThreads.title, value: threadTroubleWords(threadTrouble, words) }];
}
