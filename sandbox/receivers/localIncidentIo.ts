import { z } from 'zod';
import { json, type LocalReceiver, type Received, type ReceiverAnswer, startLocalReceiver } from './localReceiver.ts';
import type { Shown } from './shown.ts';

/** https://api-docs.incident.io/tag/Alert-Events-V2 */
const Event = z.object({
  title: z.string().min(1),
  status: z.enum(['firing', 'resolved']),
  deduplication_key: z.string().min(1),
  description: z.string().optional(),
  source_url: z.url().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export interface LocalIncidentIo extends LocalReceiver {
  readonly token: string;
  /** The address of the alert source. */
  readonly events: string;
  readonly alerts: readonly Shown[];
}

/** An HTTP alert source of incident.io on 127.0.0.1: events of a key are one alert. */
export async function startLocalIncidentIo(): Promise<LocalIncidentIo> {
  const token = 'incident-io-token-0123456789';
  const alerts: Shown[] = [];
  const path = '/v2/alert_events/http/01GW2G3V0S59R238FAHPDS1R66';
  const server = await startLocalReceiver((received) => {
    if (received.method !== 'POST' || received.path !== path) return { status: 404 };
    return received.headers.authorization === `Bearer ${token}` ? answerTo(received, alerts) : { status: 401 };
  });
  return { ...server, token, events: server.url + path, alerts };
}

function answerTo(received: Received, alerts: Shown[]): ReceiverAnswer {
  const parsed = Event.safeParse(received.body);
  if (!parsed.success) return json(422, { type: 'validation_error', status: 422 });
  const { deduplication_key: key, title, status, metadata } = parsed.data;
  const known = alerts.find((alert) => alert.key === key);
  const state = status === 'firing' ? 'triggered' : 'resolved';
  if (known !== undefined) known.state = state;
  else alerts.push({ key, title, severity: String(metadata?.['severity']), state });
  return json(202, { deduplication_key: key, message: 'Event accepted for processing', status: 'success' });
}
