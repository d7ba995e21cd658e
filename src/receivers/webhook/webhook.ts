import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { pageText } from '../outside/pageText.ts';
import type { Form } from '../outside/receiverOver.ts';
import { signedHeaders } from './sign.ts';

/** A signed webhook of our own. */
export function webhook({ url, secret }: { url: string; secret: string }, language: Language): Form {
  return {
    requestOf(page, id, now) {
      const body = JSON.stringify(bodyOf(page, language));
      return { url, headers: signedHeaders(id, body, secret, now), body };
    },
  };
}

function bodyOf(page: Page, language: Language) {
  const { event, key, severity, facts, subject, openedAt, endedAt, isTest } = page;
  return {
    event,
    key,
    kind: facts.kind,
    severity,
    subject,
    ...pageText(page, language),
    openedAt: new Date(openedAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    isTest: isTest === true,
  };
}
