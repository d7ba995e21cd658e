import { z } from 'zod';
import { json, type LocalReceiver, type Received, type ReceiverAnswer, startLocalReceiver } from './localReceiver.ts';

const Labels = z.record(z.string().regex(/^[a-zA-Z_]\w*$/), z.string());
/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const Alerts = z.array(
  z.object({
    labels: Labels.refine((labels) => Object.keys(labels).length > 0),
    annotations: Labels.optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    generatorURL: z.string().optional(),
  }),
);

interface KnownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: number;
  endsAt: number;
}

export interface LocalAlertmanager extends LocalReceiver {
  readonly token: string;
  /** Those that go on then. */
  firing(at: number): readonly KnownAlert[];
}

/** Alertmanager's API v2 on 127.0.0.1, behind a proxy that wants a token. An alert is its labels, and ends at the end that it was last given. */
export async function startLocalAlertmanager(): Promise<LocalAlertmanager> {
  const token = 'alertmanager-token-0123456789';
  const alerts = new Map<string, KnownAlert>();
  const server = await startLocalReceiver((received) => {
    if (received.method !== 'POST' || received.path !== '/api/v2/alerts') return { status: 404 };
    return received.headers.authorization === `Bearer ${token}` ? answerTo(received, alerts) : { status: 401 };
  });
  return { ...server, token, firing: (at) => [...alerts.values()].filter(({ endsAt }) => endsAt > at) };
}

function answerTo(received: Received, alerts: Map<string, KnownAlert>): ReceiverAnswer {
  const parsed = Alerts.safeParse(received.body);
  if (!parsed.success) return json(400, 'bad request');
  for (const { labels, startsAt, endsAt } of parsed.data) {
    const [start, end] = [Date.parse(startsAt ?? ''), Date.parse(endsAt ?? '')];
    if (end < start) return json(400, 'start time must be before end time');
    const name = JSON.stringify(Object.entries(labels).sort());
    alerts.set(name, { labels, startsAt: start, endsAt: end });
  }
  return { status: 200 };
}
