import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { bearer } from '../outside/bearer.ts';
import { linesOf, pageText } from '../outside/pageText.ts';
import type { Form } from '../outside/receiverOver.ts';

/**
 * An alert source of incident.io. It knows firing and resolved, so an acknowledgement is not sent.
 * https://api-docs.incident.io/tag/Alert-Events-V2
 */
export function incidentio({ url, token }: { url: string; token: string }, language: Language): Form {
  return {
    requestOf(page) {
      if (page.event === 'acknowledge') return null;
      return { url, headers: bearer(token), body: JSON.stringify(eventOf(page, language)) };
    },
  };
}

function eventOf(page: Page, language: Language) {
  const { event, key, severity, facts, subject, openedAt, endedAt, isTest } = page;
  const text = pageText(page, language);
  return {
    title: text.title,
    status: event === 'resolve' ? 'resolved' : 'firing',
    deduplication_key: key,
    description: asMarkdown(linesOf(text)),
    metadata: {
      kind: facts.kind,
      severity,
      ...(subject === null ? {} : { subject }),
      opened_at: new Date(openedAt).toISOString(),
      ...(endedAt === null ? {} : { ended_at: new Date(endedAt).toISOString() }),
      ...(isTest === true ? { test: true } : {}),
    },
  };
}

/** Error codes are text from outside: nothing in them may become a link or a picture. A line stays a line. */
function asMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<>]/g, '\\$&').replaceAll('\n', '  \n');
}
