import { createHash } from 'node:crypto';
import type { Language } from '../../discord/words/language.ts';
import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import { bearer } from '../outside/bearer.ts';
import type { Form } from '../outside/receiverOver.ts';
import { annotationsOf } from './annotations.ts';
import { labelsOf } from './labels.ts';

/** What Alertmanager sends for an alert that goes on: Go's time zero. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/**
 * What Alertmanager posts to a webhook, version 4: a group of one alert. It knows no acknowledgement, so none is sent.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function alertmanagerWebhook(
  { name, url, token }: { name: string; url: string; token?: string },
  language: Language,
): Form {
  return {
    requestOf(page) {
      if (page.event === 'acknowledge') return null;
      return { url, headers: bearer(token), body: JSON.stringify(groupOf(page, name, language)) };
    },
  };
}

function groupOf(page: Page, receiver: string, language: Language) {
  const labels = labelsOf(page, page.severity);
  const annotations = annotationsOf(page, language);
  const status = page.event === 'resolve' ? 'resolved' : 'firing';
  const endedAt = page.event === 'resolve' ? (page.endedAt ?? page.at) : null;
  return {
    version: '4',
    groupKey: page.key,
    truncatedAlerts: 0,
    status,
    receiver,
    groupLabels: labels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: '',
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: new Date(page.openedAt).toISOString(),
        endsAt: endedAt === null ? NOT_ENDED : new Date(endedAt).toISOString(),
        generatorURL: '',
        fingerprint: fingerprintOf(page.key),
      },
    ],
  };
}

/** Of the key alone, so that it stays the same however bad the incident becomes. As long as Alertmanager's. */
function fingerprintOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
