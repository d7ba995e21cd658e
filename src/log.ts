import pino, { type Logger } from 'pino';

export type { Logger };

export interface LogOptions {
  readonly level: string;
  /** Values that must never be written, whoever put them into a line. */
  readonly secrets: readonly string[];
  readonly destination?: pino.DestinationStream;
}

/**
 * One JSON line an event. Errors are reduced to what helps and is ours to show: Discord's error objects carry the
 * webhook's address and the whole message, so nothing but a list of known fields is taken from any error.
 */
export function createLog({ level, secrets, destination }: LogOptions): Logger {
  const hidden = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: (line) => hidden.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

function describeError(err: unknown): object {
  if (!(err instanceof Error)) return { message: String(err) };
  const known: Record<string, unknown> = { name: err.name, message: err.message };
  for (const field of ['code', 'status', 'method'] as const) {
    if (field in err) known[field] = Reflect.get(err, field);
  }
  known['stack'] = err.stack;
  if (err.cause !== undefined) known['cause'] = describeError(err.cause);
  return known;
}
