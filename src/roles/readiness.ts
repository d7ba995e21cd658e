import type { ReadinessCheck } from '../http/readiness.ts';

/** What of Discord is usable right now; null where that part is not configured or works. */
export interface DiscordState {
  readonly gateway: () => string | null;
  readonly webhook: () => Promise<string | null>;
  readonly commands: () => string | null;
}

/** What `/readyz` asks; a way to Discord that is not set is not used. */
export function readinessChecks(
  database: () => Promise<string | null>,
  discord: DiscordState,
  { hasBot, hasWebhook }: { readonly hasBot: boolean; readonly hasWebhook: boolean },
  alerts: () => Promise<string | null>,
  /** Null: the monitor reads no queue itself. */
  queue: (() => Promise<string | null>) | null,
): readonly ReadinessCheck[] {
  return [
    { name: 'database', check: database },
    { name: 'gateway', isUsed: hasBot, check: async () => discord.gateway() },
    { name: 'webhook', isUsed: hasWebhook, check: discord.webhook },
    { name: 'alerts', check: alerts },
    // Alerts about everything else do not need it, and starting again would not help.
    ...(queue === null ? [] : [{ name: 'queue', isNote: true as const, check: queue }]),
    // Alerts do not need them.
    { name: 'commands', isNote: true, check: async () => discord.commands() },
  ];
}
