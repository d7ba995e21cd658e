import { memoryKey } from './evaluate.ts';
import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import { judge, readPipeline } from './judge.ts';
import { muteOf } from './mutes.ts';
import type { ProviderHealth } from './pollBalance.ts';
import type { DeliveryProgress, Store } from './ports.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type Guild,
  type Incident,
  type LastSent,
  type Limits,
  type MicroUsd,
  type Millis,
  type Mute,
  type Verdict,
} from './types.ts';

export interface BalanceReport {
  readonly at: Millis | null;
  readonly balanceMicros: MicroUsd | null;
  readonly verdict: Verdict;
  readonly limits: Limits['balance'];
  readonly provider: ProviderHealth;
}

export interface KindStatus {
  readonly kind: AlertKind;
  readonly verdict: Verdict;
  readonly incident: Incident | null;
  readonly lastSent: LastSent;
  readonly mute: Mute | null;
}

export interface StatusReport {
  readonly at: Millis;
  readonly kinds: readonly KindStatus[];
  readonly mutes: readonly Mute[];
  readonly newestResultAt: Millis | null;
  readonly guild: Guild | null;
  readonly delivery: DeliveryProgress;
  readonly provider: ProviderHealth;
}

export interface ReportPorts {
  readonly store: Store;
  readonly limits: Limits;
  readonly guildDefaults: GuildDefaults;
  readonly provider: () => ProviderHealth;
}

export async function reportBalance(
  pipeline: string,
  now: Millis,
  { store, limits, provider }: ReportPorts,
): Promise<BalanceReport> {
  const readings = await readPipeline(store, pipeline, limits, now);
  return {
    at: readings.balance?.at ?? null,
    balanceMicros: readings.balance?.value ?? null,
    verdict: judge('balance', readings, limits, false),
    limits: limits.balance,
    provider: provider(),
  };
}

/** Everything at a glance, judged now by the very rules that decide the alerts. */
export async function reportStatus(
  guildId: string,
  pipeline: string,
  now: Millis,
  ports: ReportPorts,
): Promise<StatusReport> {
  const { store, limits } = ports;
  const [readings, memories, mutes, newestResultAt, guilds, delivery] = await Promise.all([
    readPipeline(store, pipeline, limits, now),
    store.memories.ofPipeline(pipeline),
    store.mutes.activeAt(now),
    store.results.newestAt(pipeline),
    store.guilds.present(),
    store.deliveries.progress(guildId),
  ]);
  const stored = guilds.find(({ id }) => id === guildId);
  const kinds = ALERT_KINDS.map((kind): KindStatus => {
    const memory = memories.get(memoryKey(guildId, kind));
    const incident = memory?.incident ?? null;
    return {
      kind,
      verdict: judge(kind, readings, limits, incident !== null),
      incident,
      lastSent: memory?.lastSent ?? { warning: null, error: null },
      mute: muteOf(mutes, guildId, kind, now),
    };
  });
  return {
    at: now,
    kinds,
    mutes: mutes.filter((mute) => mute.guildId === guildId),
    newestResultAt,
    guild: stored === undefined ? null : withDefaults(stored, ports.guildDefaults),
    delivery,
    provider: ports.provider(),
  };
}
