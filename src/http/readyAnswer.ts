import { z } from 'zod';

/** Of a check: that part is not set up, and nothing depends on it. */
export const NOT_USED = 'not used';

const Said = z.record(z.string(), z.string());

/** What `/readyz` answers. */
export const ReadyAnswer = z.object({ status: z.enum(['ready', 'notReady']), checks: Said, notes: Said.default({}) });

/** Each problem with its name, of those that are said. */
export function troublesIn(said: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(said).flatMap(([name, state]) =>
    state === 'ok' || state === NOT_USED ? [] : [`${name}: ${state}`],
  );
}
