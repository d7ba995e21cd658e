import { clip } from '../../discord/embeds/text.ts';
import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { MINUTE } from '../../monitor/time.ts';
import { pageText, summaryOf } from '../outside/pageText.ts';
import type { Form } from '../outside/receiverOver.ts';

/** In the EU it is https://events.eu.pagerduty.com/v2/enqueue. */
export const PAGERDUTY_EVENTS = 'https://events.pagerduty.com/v2/enqueue';
/** https://developer.pagerduty.com/docs/send-alert-event#parameters */
const SUMMARY_LIMIT = 1_024;
const CLIENT = 'CaptchaAI Pipeline Monitor';

/**
 * PagerDuty's Events API v2. Events of one key join the open alert of that key; an acknowledgement or an end without an open alert is
 * dropped there, and after an end the same key opens a new one.
 */
export function pagerduty(
  { routingKey, url = PAGERDUTY_EVENTS }: { routingKey: string; url?: string },
  language: Language,
): Form {
  return {
    // What PagerDuty asks for: a few minutes.
    deadlineMs: 2 * MINUTE,
    requestOf(page) {
      const event = { routing_key: routingKey, event_action: page.event, dedup_key: page.key };
      const body = page.event === 'trigger' ? { ...event, ...alertOf(page, language) } : event;
      return { url, headers: {}, body: JSON.stringify(body) };
    },
  };
}

function alertOf(page: Page, language: Language) {
  const { severity, facts, subject, openedAt, isTest } = page;
  const text = pageText(page, language);
  return {
    client: CLIENT,
    payload: {
      summary: clip(summaryOf(text, subject), SUMMARY_LIMIT),
      source: subject ?? CLIENT,
      severity,
      timestamp: new Date(openedAt).toISOString(),
      class: facts.kind,
      ...(subject === null ? {} : { component: subject }),
      custom_details: {
        description: text.description,
        ...Object.fromEntries(text.facts.map(({ name, value }) => [name, value])),
        ...(isTest === true ? { test: true } : {}),
      },
    },
  };
}
