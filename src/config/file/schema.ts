import { z } from 'zod';
import { ALERT_FORMATS, SILENT_PARTS } from '../../monitor/delivery/noise.ts';
import { THREAD_MODES } from '../../monitor/delivery/threads.ts';
import type { ThresholdUnit } from '../../monitor/kinds/threshold.ts';
import { recordOf } from '../../monitor/recordOf.ts';
import { THRESHOLDS } from '../../monitor/settings/thresholds.ts';
import { ALERT_KINDS, type AlertKind } from '../../monitor/types.ts';
import { CaptchaAiAddress } from '../serverAddress.ts';
import { EscalationOfFile } from './escalation.ts';
import { name, snowflake } from './parts.ts';
import { QueueInFile } from './queueSchema.ts';
import { QuietHoursOfFile } from './quietHours.ts';
import { Receivers } from './receivers.ts';
import { secret } from './secretSchema.ts';

const thresholds = z
  .strictObject(
    recordOf(
      Object.entries(THRESHOLDS).map(([key, { min, max, unit }]) => [
        key,
        z
          .number(`must be ${unitWords(unit)}`)
          .min(min, `must be at least ${min}`)
          .max(max, `must be at most ${max}`)
          .optional()
          .meta({ description: `${sentenceCase(unitWords(unit))}.` }),
      ]),
    ),
  )
  .meta({ description: 'What decides an alert, where it is not what .env says.' });

function unitWords(unit: ThresholdUnit): string {
  if (unit === 'switch') return '1 (on) or 0 (off)';
  if (unit === 'usd') return 'a number of US dollars';
  return unit === 'count' || unit === 'factor' ? 'a number, such as 10' : `a number, in ${unit}`;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const link = z.strictObject({
  label: z.string().trim().min(1, 'must not be empty').max(80, 'must be at most 80 characters'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    // https://discord.com/developers/docs/components/reference#button
    .max(512, 'must be at most 512 characters'),
});

const perKind = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(recordOf(ALERT_KINDS.map((kind): [AlertKind, z.ZodOptional<Value>] => [kind, value.optional()])));

const links = perKind(z.array(link).max(3, 'must be at most three links'))
  .optional()
  .meta({ description: 'Up to three link buttons on the alerts of a kind.' });
const notes = perKind(z.string().trim().min(1, 'must not be empty').max(300, 'must be at most 300 characters'))
  .optional()
  .meta({ description: 'One sentence of your own on the alerts of a kind.' });

const account = z.strictObject({
  apiKey: secret('CAPTCHAAI_API_KEY'),
  plan: z
    .enum(['balance', 'threads'], 'must be balance (pay as you go) or threads')
    .default('balance')
    .meta({ description: 'On a thread plan the balance says nothing: balance and runway are off.' }),
  url: CaptchaAiAddress.optional(),
  pollSeconds: z
    .int('must be a whole number')
    .min(10, 'must be at least 10')
    .max(3_600, 'must be at most 3600')
    .optional(),
  threadsProbe: z.boolean('must be true or false').optional(),
});

const pipeline = z.strictObject({
  account: name.meta({ description: 'The account that its tasks are paid from.' }),
  ingestToken: secret('INGEST_TOKEN'),
  guilds: z
    .array(snowflake)
    .min(1, 'must name a server, or be left out')
    .optional()
    .meta({ description: 'The servers that see it; left out: all.' }),
  thresholds: thresholds.optional(),
  queue: QueueInFile.optional().meta({
    description: 'The queue that the monitor reads itself. docs/queues.md explains each kind.',
  }),
  webhook: secret('TICKETS_WEBHOOK')
    .optional()
    .meta({ description: 'A webhook for messages about this pipeline, in the server that it belongs to.' }),
  links,
  notes,
});

/** The file that `MONITOR_FILE` names. */
export const MonitorFile = z.strictObject({
  accounts: z.record(name, account).meta({ description: 'Your accounts with CaptchaAI, by a name of your choice.' }),
  pipelines: z.record(name, pipeline).meta({ description: 'What posts results, by a name of your choice.' }),
  thresholds: thresholds.optional(),
  links,
  notes,
  quietHours: QuietHoursOfFile.optional(),
  silent: z
    .array(z.enum(SILENT_PARTS, `must be one of ${SILENT_PARTS.join(', ')}`))
    .optional()
    .meta({
      description: 'Messages that are sent silently in servers that have not chosen. Critical alerts never are.',
    }),
  format: z
    .enum(ALERT_FORMATS, `must be ${ALERT_FORMATS.join(' or ')}`)
    .optional()
    .meta({ description: 'compact: one line an alert, in servers that have not chosen.' }),
  incidentThreads: z
    .enum(THREAD_MODES, `must be one of ${THREAD_MODES.join(', ')}`)
    .optional()
    .meta({
      description:
        'thread: an incident goes on in a thread under its first message; post: it is a post of a forum. In servers that have not chosen.',
    }),
  receivers: Receivers,
  escalation: EscalationOfFile.optional(),
});

export type MonitorFile = z.infer<typeof MonitorFile>;

/** For editors, which complete and check the file while it is written. */
export function monitorFileSchema(): object {
  return z.toJSONSchema(MonitorFile, { io: 'input' });
}
