import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { DAY, type Millis } from '../../monitor/time.ts';
import type { AlertSeverity } from '../../monitor/types.ts';
import { bearer } from '../outside/bearer.ts';
import type { Form } from '../outside/receiverOver.ts';
import { annotationsOf } from './annotations.ts';
import { labelsOf } from './labels.ts';

/** An alert ends by itself unless it is posted again. We post once, so it is said to last longer than any incident should. */
const LASTS_MS: Millis = 7 * DAY;

/**
 * Alertmanager itself, by its API v2. An alert is its labels, and the severity is one of them: one that becomes critical ends its warning,
 * and an end is the end of both. It has silences and no acknowledgement, so none is sent.
 */
export function alertmanagerApi({ url, token }: { url: string; token?: string }, language: Language): Form {
  return {
    requestOf(page, _id, now) {
      if (page.event === 'acknowledge') return null;
      const address = `${url.replace(/\/+$/, '')}/api/v2/alerts`;
      return { url: address, headers: bearer(token), body: JSON.stringify(alertsOf(page, now, language)) };
    },
  };
}

function alertsOf(page: Page, now: Millis, language: Language) {
  const annotations = annotationsOf(page, language);
  const alert = (severity: AlertSeverity, endsAt: Millis) => ({
    labels: labelsOf(page, severity),
    annotations,
    startsAt: new Date(page.openedAt).toISOString(),
    // One that ends before it began is refused.
    endsAt: new Date(Math.max(endsAt, page.openedAt)).toISOString(),
  });
  if (page.event === 'resolve') return [alert('critical', now), alert('warning', now)];
  const begun = alert(page.severity, now + LASTS_MS);
  return page.severity === 'critical' ? [begun, alert('warning', now)] : [begun];
}
