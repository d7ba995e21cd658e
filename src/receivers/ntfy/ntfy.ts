import { createHash } from 'node:crypto';
import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { bearer } from '../outside/bearer.ts';
import { linesOf, pageText } from '../outside/pageText.ts';
import type { Form } from '../outside/receiverOver.ts';
import { clipBytes } from './clipBytes.ts';

/** https://docs.ntfy.sh/publish/#message-priority: 5 goes on until somebody looks, 3 is like any message. */
const PRIORITIES = { critical: 5, warning: 4 } as const;
const ENDED_PRIORITY = 3;
/** What is longer than 4,096 bytes comes as a file, and JSON of more than 8,192 is refused: quotes are two bytes there. */
const MESSAGE_BYTES = 3_700;
const TITLE_BYTES = 250;

/**
 * A topic of ntfy. An end takes the place of the message that it ends; before 2.16, and on iOS, it is a second message. Nobody there acknowledges, so
 * nothing is sent of it.
 */
export function ntfy({ url, topic, token }: { url: string; topic: string; token?: string }, language: Language): Form {
  return {
    requestOf(page) {
      if (page.event === 'acknowledge') return null;
      // As a header: that it may also stand in the JSON is nowhere to be read.
      const headers = { ...bearer(token), 'x-sequence-id': sequenceOf(page.key) };
      return { url, headers, body: JSON.stringify(messageOf(page, topic, language)) };
    },
  };
}

function messageOf(page: Page, topic: string, language: Language) {
  const { event, severity, facts, subject, isTest } = page;
  const text = pageText(page, language);
  return {
    topic,
    title: clipBytes(subject === null ? text.title : `${text.title} (${subject})`, TITLE_BYTES),
    message: clipBytes(linesOf(text), MESSAGE_BYTES),
    priority: event === 'resolve' ? ENDED_PRIORITY : PRIORITIES[severity],
    // Words that ntfy has no emoji for: the title has one.
    tags: [facts.kind, `severity-${severity}`, ...(isTest === true ? ['captchaai-test'] : [])],
  };
}

/** At most 64 letters and digits; a key has more than that in it. */
function sequenceOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
