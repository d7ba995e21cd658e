import type { UnreadableSource } from '../../monitor/queueSources/sourceSums.ts';
import type { Language } from '../words/language.ts';
import { relativeTime } from './text.ts';

/** That the queue cannot be read now, and why; nothing where it can. */
export function queueTroubleFields(unreadable: readonly UnreadableSource[], { words }: Language) {
  const { title, trouble, why: whys } = words.queueSource;
  return unreadable.map(({ why, since }) => ({
    name: title,
    value: `⚠️ ${trouble({ why: whys[why], since: relativeTime(since) })}`,
  }));
}
