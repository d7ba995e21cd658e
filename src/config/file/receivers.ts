import { z } from 'zod';
import type { ReceiverTarget } from '../receiverConfig.ts';
import { name, snowflake } from './parts.ts';
import { referenceIn } from './references.ts';
import { secret } from './secretSchema.ts';

/** An address, or the name of a setting with one that nobody may see. */
function address(setting: string) {
  const sentence = `must be an http(s) address, or the name of a setting with one: \${${setting}}`;
  return z
    .string(sentence)
    .refine(
      (text) => referenceIn(text) !== null || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
      sentence,
    )
    .meta({ description: `An address; one with a secret in it by its name, such as \${${setting}}.` });
}

interface Wants {
  readonly needs: readonly Extra[];
  readonly may: readonly Extra[];
}

const EXTRAS = ['secret', 'token', 'topic', 'url'] as const;
type Extra = (typeof EXTRAS)[number];

/** What each kind of receiver has to say beside its own key, and what it may. */
const WANTS: Readonly<Record<ReceiverTarget['type'], Wants>> = {
  pagerduty: { needs: [], may: ['url'] },
  webhook: { needs: ['secret'], may: [] },
  alertmanagerWebhook: { needs: [], may: ['token'] },
  incidentio: { needs: ['token'], may: [] },
  ntfy: { needs: ['topic'], may: ['token'] },
  alertmanager: { needs: [], may: ['token'] },
};
export const RECEIVER_TYPES = Object.keys(WANTS) as readonly ReceiverTarget['type'][];

const FromSeverity = z
  .enum(['critical', 'warning'], 'must be critical or warning')
  .default('critical')
  .meta({ description: 'The lowest severity that it is notified of.' });

const Receiver = z
  .strictObject({
    pagerduty: secret('PAGERDUTY_ROUTING_KEY').optional(),
    webhook: address('WEBHOOK_URL').optional(),
    alertmanagerWebhook: address('ALERT_WEBHOOK_URL').optional(),
    incidentio: address('INCIDENT_IO_URL').optional(),
    ntfy: address('NTFY_URL').optional(),
    alertmanager: address('ALERTMANAGER_URL').optional(),
    secret: secret('WEBHOOK_SECRET').optional(),
    token: secret('RECEIVER_TOKEN').optional(),
    topic: secret('NTFY_TOPIC').optional(),
    url: z
      .url({
        protocol: /^https$/,
        error: 'must be an https address, such as https://events.eu.pagerduty.com/v2/enqueue',
      })
      .optional()
      .meta({ description: 'Where PagerDuty takes events, where it is not https://events.pagerduty.com/v2/enqueue.' }),
    from: FromSeverity,
    guilds: z
      .array(snowflake)
      .min(1, 'must name a server, or be left out')
      .optional()
      .meta({ description: 'The servers whose incidents it is notified of; left out: all.' }),
    allowPrivate: z
      .boolean('must be true or false')
      .default(false)
      .meta({ description: 'Whether it may be on this machine or in a private network.' }),
  })
  .superRefine((receiver, { addIssue }) => {
    const types = RECEIVER_TYPES.filter((type) => receiver[type] !== undefined);
    const [type] = types;
    if (type === undefined || types.length > 1) {
      addIssue(`must have exactly one of ${RECEIVER_TYPES.join(', ')}`);
      return;
    }
    const { needs, may } = WANTS[type];
    for (const extra of EXTRAS) {
      const isGiven = receiver[extra] !== undefined;
      if (!isGiven && needs.includes(extra)) addIssue({ code: 'custom', path: [extra], message: 'is missing' });
      if (isGiven && ![...needs, ...may].includes(extra))
        addIssue({ code: 'custom', path: [extra], message: `does not belong to ${type}` });
    }
  });

export type Receiver = z.infer<typeof Receiver>;

export const Receivers = z
  .record(name, Receiver)
  .optional()
  .meta({ description: 'Receivers outside of Discord, by a name of your choice. docs/receivers.md explains each.' });
