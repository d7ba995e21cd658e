import { clip } from '../../discord/embeds/text.ts';
import type { Language } from '../../discord/words/language.ts';
import { messageEmbeds, type NewMessages } from './messageEmbeds.ts';
import type { NewPost } from './threadRequests.ts';

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
const NAME_LIMIT = 100;

/** What a thread or a post is called, in the list of the channel too: what its first message tells, and of what. */
export function threadName(messages: NewMessages, language: Language): string {
  const [embed] = messageEmbeds(messages, language);
  const parts = [embed?.title, embed?.author?.name].filter((part) => part !== undefined);
  return clip(parts.join(' · '), NAME_LIMIT);
}

/** The post that a message opens. */
export function newPost(messages: NewMessages, language: Language): NewPost {
  const severities = messages.flatMap((message) => (message.type === 'alert' ? [message.severity] : []));
  const worst = severities.includes('critical') ? 'critical' : severities[0];
  return { name: threadName(messages, language), tags: [...(worst === undefined ? [] : [worst]), 'open'] };
}
