import { z } from 'zod';
import { didYouMean } from '../monitor/text/nearest.ts';
import { DAY, MINUTE, type Millis } from '../monitor/time.ts';
import { MICROS_PER_USD, type SolveResult } from '../monitor/types.ts';
import { guessField, guessOutcome } from './guess.ts';

/** A worker's clock may be ahead of ours by this much; then its result counts as of now. */
const MOST_AHEAD_MS: Millis = 5 * MINUTE;
/** Later than this nobody would be notified, and the sums of the day were already reported. */
const MOST_LATE_MS: Millis = 7 * DAY;

const NO_TIME = 'must be a time such as 2026-01-31T09:00:00Z, or whole milliseconds since 1970';

/** The sentence stands three times: text that is no time fails as text, and anything else as neither. */
const at = z
  .union([z.iso.datetime({ offset: true, error: NO_TIME }), z.int(NO_TIME)], NO_TIME)
  .transform((value) => (typeof value === 'number' ? value : Date.parse(value)))
  .describe('When the task finished: ISO 8601 with an offset, or milliseconds since 1970. Now, if left out.');

/** One solve result as it is posted. Optional fields may be null. */
export const SolveResultBody = z
  .strictObject(
    {
      outcome: z.enum(['solved', 'failed'], 'must be "solved" or "failed"'),
      errorCode: z
        .string('must be text')
        .min(1, 'must not be empty')
        .max(64, 'must be at most 64 characters')
        .nullish(),
      latencyMs: z
        .number('must be a number of milliseconds')
        .min(0, 'must not be negative')
        .max(DAY, 'must be at most a day')
        .nullish(),
      costUsd: z
        .number('must be a number of US dollars')
        .min(0, 'must not be negative')
        .max(1_000, 'must be at most 1,000')
        .nullish(),
      captchaType: z
        .string('must be text')
        .min(1, 'must not be empty')
        .max(64, 'must be at most 64 characters')
        .nullish(),
      at: at.nullish(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? undefined : 'must be an object such as {"outcome":"solved"}',
    },
  )
  .refine(({ outcome, errorCode }) => outcome === 'failed' || errorCode == null, {
    path: ['errorCode'],
    error: 'is only for failed results',
  });

/** A request that cannot be taken; the message names the field and what is wrong with it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly statusCode: number;
  readonly field: string | null;

  constructor(message: string, field: string | null, statusCode = 400) {
    super(message);
    this.field = field;
    this.statusCode = statusCode;
  }
}

/** A schema that knows the names of its fields. */
type ObjectSchema<T> = z.ZodType<T> & { readonly shape: Readonly<Record<string, unknown>> };

/** Reads a body by its schema. @throws BadRequest that names the first field that does not fit. */
export function readBody<T>(schema: ObjectSchema<T>, body: unknown, prefix = ''): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    const field = fieldName(prefix, [name]);
    const guess = guessField(name, Object.keys(schema.shape));
    throw new BadRequest(`${field} is not a known field.${didYouMean(guess)}`, field);
  }
  const field = fieldName(prefix, issue?.path ?? []);
  const guess = issue?.path.at(-1) === 'outcome' ? guessOutcome(outcomeOf(body)) : null;
  throw new BadRequest(
    `${field || 'The body'} ${issue?.message ?? 'is invalid'}.${didYouMean(guess && `"${guess}"`)}`,
    field || null,
  );
}

/** What a body says of its outcome, whatever that is; it is an object where a field of it does not fit. */
function outcomeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'outcome' in body ? body.outcome : undefined;
}

function fieldName(prefix: string, path: readonly PropertyKey[]): string {
  return [prefix, ...path.map(String)].filter(Boolean).join('.').slice(0, 100);
}

/** Reads one solve result. @throws BadRequest that names the field, with `prefix` before it. */
export function readSolveResult(body: unknown, now: Millis, prefix: string): SolveResult {
  const result = readBody(SolveResultBody, body, prefix);
  return {
    outcome: result.outcome,
    errorCode: result.errorCode ?? null,
    latencyMs: result.latencyMs == null ? null : Math.round(result.latencyMs),
    costMicros: result.costUsd == null ? null : Math.round(result.costUsd * MICROS_PER_USD),
    captchaType: result.captchaType ?? null,
    at: result.at == null ? now : acceptTime(result.at, now, fieldName(prefix, ['at'])),
  };
}

/** A time that a result may have, at most now. @throws BadRequest that names the field */
export function acceptTime(at: Millis, now: Millis, field: string): Millis {
  if (at > now + MOST_AHEAD_MS) throw new BadRequest(`${field} is more than 5 minutes ahead of this clock.`, field);
  if (at < now - MOST_LATE_MS) {
    const isSeconds = Math.abs(at * 1_000 - now) < MOST_LATE_MS;
    const guess = isSeconds
      ? ' It looks like seconds since 1970: send milliseconds, or text such as 2026-01-31T09:00:00Z.'
      : '';
    throw new BadRequest(`${field} is more than 7 days ago.${guess}`, field);
  }
  return Math.min(at, now);
}
