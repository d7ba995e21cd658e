import type { ReadinessCheck } from '../http/readiness.ts';

/** What of Discord is usable right now; null where that part is not configured or works. */
export interface DiscordState {
  readonly gateway: () => string | null;
  readonly webhook: () => Promise<string | null>;
  readonly commands: () => string | null;
}

type Check = () => Promise<string | null>;

export interface ReadinessOptions {
  readonly database: Check;
  /** Null: another process has that role. */
  readonly discord: DiscordState | null;
  readonly hasBot: boolean;
  readonly hasWebhook: boolean;
  /** Null: another process sends them. */
  readonly alerts: Check | null;
  /** Null: this process reads no queue. */
  readonly queue: Check | null;
  /** Null: nothing runs beside this process. */
  readonly roles: Check | null;
  readonly clock: Check;
}

const WORKS = async () => null;

/** What `/readyz` asks; what is not set, or is the role of another process, is not used. */
export function readinessChecks(options: ReadinessOptions): readonly ReadinessCheck[] {
  const { database, discord, hasBot, hasWebhook, alerts, queue, roles, clock } = options;
  const note = (name: string, check: Check) => ({ name, isNote: true as const, check });
  return [
    { name: 'database', check: database },
    { name: 'gateway', isUsed: discord !== null && hasBot, check: async () => discord?.gateway() ?? null },
    { name: 'webhook', isUsed: discord !== null && hasWebhook, check: discord?.webhook ?? WORKS },
    { name: 'alerts', isUsed: alerts !== null, check: alerts ?? WORKS },
    // Alerts about everything else do not need it, and starting again would not help.
    ...(queue === null ? [] : [note('queue', queue)]),
    // This process does its part all the same.
    ...(roles === null ? [] : [note('roles', roles)]),
    note('clock', clock),
    // Alerts do not need them.
    ...(discord === null ? [] : [note('commands', async () => discord.commands())]),
  ];
}
