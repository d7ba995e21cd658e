import { z } from 'zod';
import { type LocalReceiver, type Received, type ReceiverAnswer, startLocalReceiver } from './localReceiver.ts';
import type { Shown } from './shown.ts';

const Labels = z.record(z.string(), z.string());
/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const Group = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1),
  truncatedAlerts: z.int(),
  status: z.enum(['firing', 'resolved']),
  receiver: z.string(),
  groupLabels: Labels,
  commonLabels: Labels,
  commonAnnotations: Labels,
  externalURL: z.string(),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: Labels,
        annotations: Labels,
        startsAt: z.iso.datetime(),
        endsAt: z.iso.datetime(),
        generatorURL: z.string(),
        fingerprint: z.string().regex(/^[\da-f]{16}$/),
      }),
    )
    .min(1),
});

export interface LocalAlertmanagerWebhook extends LocalReceiver {
  readonly token: string;
  readonly events: string;
  readonly alerts: readonly Shown[];
}

/** Whatever reads what Alertmanager posts, on 127.0.0.1. An alert is its fingerprint. */
export async function startLocalAlertmanagerWebhook(): Promise<LocalAlertmanagerWebhook> {
  const token = 'webhook-token-0123456789';
  const alerts: Shown[] = [];
  const server = await startLocalReceiver((received) =>
    received.headers.authorization === `Bearer ${token}` ? answerTo(received, alerts) : { status: 401 },
  );
  return { ...server, token, events: `${server.url}/alerts`, alerts };
}

function answerTo(received: Received, alerts: Shown[]): ReceiverAnswer {
  const parsed = Group.safeParse(received.body);
  if (!parsed.success) return { status: 400 };
  for (const { fingerprint: key, status, labels } of parsed.data.alerts) {
    const open = alerts.find((alert) => alert.key === key && alert.state !== 'resolved');
    if (open !== undefined) open.state = status === 'firing' ? 'triggered' : 'resolved';
    else if (status === 'firing') {
      alerts.push({ key, title: labels['alertname'] ?? '', severity: labels['severity'] ?? '', state: 'triggered' });
    }
  }
  return { status: 200 };
}
