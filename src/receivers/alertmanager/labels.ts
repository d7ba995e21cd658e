import type { Page } from '../../monitor/ports/outsideReceiver.ts';
import type { AlertSeverity } from '../../monitor/types.ts';

export type Labels = Readonly<Record<string, string>>;

/** The labels for routes. Grouped by all of them, each incident is a group of its own. */
export function labelsOf({ facts, key, subject, isTest }: Page, severity: AlertSeverity): Labels {
  return {
    alertname: alertName(facts.kind),
    severity,
    kind: facts.kind,
    ...(subject === null ? {} : { subject }),
    incident: key,
    ...(isTest === true ? { test: 'true' } : {}),
  };
}

/** Such as `CaptchaaiErrors`: names of alerts are written so by convention. */
function alertName(kind: string): string {
  return `Captchaai${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
