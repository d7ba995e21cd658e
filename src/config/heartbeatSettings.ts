import { z } from 'zod';
import { type HeartbeatTarget, heartbeatForm, heartbeatTarget } from '../heartbeat/target.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { ANY_QUERY, secretAddressProblem } from '../redaction/secretAddress.ts';
import { whole } from './settingKinds.ts';

/** Where, and how often, the monitor says that it is well. */
export interface HeartbeatConfig {
  readonly target: HeartbeatTarget;
  readonly everyMs: Millis;
}

export const HeartbeatSettings = z.object({
  HEARTBEAT_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an http(s) address, such as https://hc-ping.com/ and the id of a check',
    })
    .superRefine((text, { addIssue }) => {
      const message = secretAddressProblem(text, ANY_QUERY);
      if (message !== null) addIssue(message);
    })
    .optional(),
  HEARTBEAT_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
    .optional(),
  // Healthchecks takes five a minute.
  HEARTBEAT_SECONDS: whole(60, 15, 86_400),
});

type HeartbeatSettings = z.infer<typeof HeartbeatSettings>;

/** What is wrong with these settings taken together, as sentences that begin with a name. */
export function heartbeatProblems({
  HEARTBEAT_URL: url,
  HEARTBEAT_TOKEN: token,
}: Partial<HeartbeatSettings>): string[] {
  if (url === undefined || token !== undefined || heartbeatForm(url) !== 'gatus') return [];
  return [
    'HEARTBEAT_TOKEN is missing: set it to the token that the external endpoint has in the configuration of Gatus.',
  ];
}

export function toHeartbeat({
  HEARTBEAT_URL: url,
  HEARTBEAT_TOKEN: token,
  HEARTBEAT_SECONDS: seconds,
}: HeartbeatSettings): HeartbeatConfig | null {
  return url === undefined ? null : { target: heartbeatTarget(url, token ?? null), everyMs: seconds * SECOND };
}
