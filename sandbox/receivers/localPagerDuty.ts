import { z } from 'zod';
import { json, type LocalReceiver, type Received, type ReceiverAnswer, startLocalReceiver } from './localReceiver.ts';
import type { Shown } from './shown.ts';

/** https://developer.pagerduty.com/docs/send-alert-event */
const Event = z.object({
  routing_key: z.string().length(32),
  event_action: z.enum(['trigger', 'acknowledge', 'resolve']),
  dedup_key: z.string().min(1).max(255),
  payload: z
    .object({
      summary: z.string().min(1).max(1_024),
      source: z.string().min(1),
      severity: z.enum(['critical', 'error', 'warning', 'info']),
      timestamp: z.iso.datetime().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

const MOST_BYTES = 524_288;

export interface LocalPagerDuty extends LocalReceiver {
  readonly routingKey: string;
  /** The address to post events to. */
  readonly events: string;
  readonly alerts: readonly Shown[];
}

/**
 * PagerDuty's Events API v2 on 127.0.0.1. Events of a key join its open alert; after a resolve the same key opens a new one; an
 * acknowledgement or a resolve without an open alert is taken and dropped.
 */
export async function startLocalPagerDuty({
  routingKey = 'R0123456789abcdefR0123456789abcd',
  port = 0,
} = {}): Promise<LocalPagerDuty> {
  const alerts: Shown[] = [];
  const server = await startLocalReceiver((received) => answerTo(received, routingKey, alerts), port);
  return { ...server, routingKey, events: `${server.url}/v2/enqueue`, alerts };
}

function answerTo(received: Received, routingKey: string, alerts: Shown[]): ReceiverAnswer {
  if (received.method !== 'POST' || received.path !== '/v2/enqueue') return { status: 404 };
  const parsed = Event.safeParse(received.body);
  const isWhole = parsed.success && (parsed.data.event_action !== 'trigger' || parsed.data.payload !== undefined);
  if (!isWhole || Buffer.byteLength(received.text) > MOST_BYTES || parsed.data.routing_key !== routingKey) {
    return json(400, { status: 'invalid event', message: 'Event object is invalid', errors: [] });
  }
  take(parsed.data, alerts);
  return json(202, { status: 'success', message: 'Event processed', dedup_key: parsed.data.dedup_key });
}

function take({ event_action: action, dedup_key: key, payload }: z.infer<typeof Event>, alerts: Shown[]): void {
  const open = alerts.find((alert) => alert.key === key && alert.state !== 'resolved');
  if (action !== 'trigger') {
    if (open !== undefined) open.state = action === 'acknowledge' ? 'acknowledged' : 'resolved';
    return;
  }
  if (open !== undefined || payload === undefined) return;
  alerts.push({ key, title: payload.summary, severity: payload.severity, state: 'triggered' });
}
