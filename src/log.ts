import pino, { type Logger } from 'pino';
import type { Millis } from './monitor/time.ts';
import type { GrowingHider } from './redaction/growingHider.ts';
import { createHider, MASK } from './redaction/secretPattern.ts';

export type { Logger };

export interface LogOptions {
  readonly level: string;
  /** Values that must never be written, wherever they come from; or what takes them out, where more may become known. */
  readonly secrets: readonly string[] | Pick<GrowingHider, 'hide'>;
  readonly destination: pino.DestinationStream;
}

/** Fields that hold what was thrown, which may be anything. */
const THROWN: ReadonlySet<string> = new Set(['err', 'error']);
/** Fields whose text is a secret, also one that is not in the settings. */
const NAME_OF_SECRET = /(?:key|token|secret|password|authorization)$/i;
/** Deeper than this nobody reads, and pino itself cuts off. */
const DEEPEST = 6;

/**
 * One JSON line an event. Errors are reduced to what helps and is ours to show: Discord's error objects carry the
 * webhook's address and the whole message, so nothing but a list of known fields is taken from any error.
 */
export function createLog({ level, secrets, destination }: LogOptions): Logger {
  const hide = 'hide' in secrets ? secrets.hide : createHider(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: reduceErrors },
      // The formatters have reduced it already.
      serializers: { err: (err: unknown) => err },
      hooks: { streamWrite: (line) => hideSecrets(line, hide) },
    },
    destination,
  );
}

/** The line that stands for those that could not be written, in the same form. */
export function missingLinesNotice(lines: number, at: Millis): string {
  return `${JSON.stringify({ level: 'warn', time: new Date(at).toISOString(), lines, msg: 'log lines dropped' })}\n`;
}

/** Replaces in the values, not in the line: a replacement in the middle of an escape would break the JSON. */
function hideSecrets(line: string, hide: (text: string) => string): string {
  if (hide(line) === line) return line;
  return `${JSON.stringify(hidden(JSON.parse(line), hide))}\n`;
}

function hidden(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => hidden(item, hide));
  if (typeof value === 'number') return hide(String(value)) === String(value) ? value : MASK;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      hide(key),
      typeof item === 'string' && NAME_OF_SECRET.test(key) ? MASK : hidden(item, hide),
    ]),
  );
}

function reduceErrors(fields: object): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => [
    key,
    THROWN.has(key) ? describeError(value) : reduceNested(value, [fields]),
  ]);
  return Object.fromEntries(entries);
}

/** What `JSON.stringify` would write of a value, with every error in it reduced. */
function reduceNested(value: unknown, around: readonly object[]): unknown {
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null) return value;
  // What has a form of its own, such as a date or an address, shows that.
  if ('toJSON' in value && typeof value.toJSON === 'function') return value;
  if (around.includes(value)) return '[circular]';
  if (around.length >= DEEPEST) return '[deep]';
  const path = [...around, value];
  if (Array.isArray(value)) return value.map((item) => reduceNested(item, path));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reduceNested(item, path)]));
}

function describeError(err: unknown, seen: readonly Error[] = []): object {
  if (!(err instanceof Error)) return { message: String(err) };
  const known: Record<string, unknown> = { name: err.name, message: err.message };
  for (const field of ['code', 'status', 'method'] as const) {
    if (field in err) known[field] = Reflect.get(err, field);
  }
  known['stack'] = err.stack;
  const { cause } = err;
  const path = [...seen, err];
  if (cause !== undefined && !path.some((each) => each === cause)) known['cause'] = describeError(cause, path);
  return known;
}
