import { createHmac } from 'node:crypto';
import { type Millis, SECOND } from '../../monitor/time.ts';

const PREFIX = 'whsec_';

/** The headers of a message, as https://www.standardwebhooks.com says: a program that has the secret can check that it is ours, and when it was sent. */
export function signedHeaders(id: string, body: string, secret: string, now: Millis): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / SECOND));
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
