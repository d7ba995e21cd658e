import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type LocalReceiver, type Received, startLocalReceiver } from './localReceiver.ts';

const Event = z.looseObject({ event: z.enum(['trigger', 'acknowledge', 'resolve']), key: z.string() });

export interface LocalWebhook extends LocalReceiver {
  /** As https://www.standardwebhooks.com writes it. */
  readonly secret: string;
  readonly events: string;
  /** Each message once, whatever how often it came. */
  readonly taken: readonly z.infer<typeof Event>[];
}

const TOLERANCE_SECONDS = 300;

/** Somebody's own program on 127.0.0.1, which checks signature and time, and takes each id once. */
export async function startLocalWebhook({ now = Date.now }: { now?: () => number } = {}): Promise<LocalWebhook> {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const taken = new Map<string, z.infer<typeof Event>>();
  const server = await startLocalReceiver((received) => {
    if (!isOurs(received, secret, now())) return { status: 401 };
    const parsed = Event.safeParse(received.body);
    if (!parsed.success) return { status: 400 };
    const id = String(received.headers['webhook-id']);
    if (!taken.has(id)) taken.set(id, parsed.data);
    return { status: 204 };
  });
  return {
    ...server,
    secret,
    events: `${server.url}/hooks/captcha`,
    get taken() {
      return [...taken.values()];
    },
  };
}

function isOurs({ headers, text }: Received, secret: string, now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = Buffer.from(createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64'));
  return String(signatures)
    .split(' ')
    .some((signature) => {
      const [version, given = ''] = signature.split(',');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(Buffer.from(given), expected);
    });
}
