import type { Facts } from '../alerts/facts.ts';
import type { ChartPorts } from '../charts/chartPorts.ts';
import { MINUTE, type Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import { SUMMARY_PERCENTILES } from './percentiles.ts';

/** A decision is stored when it changes, with the values of that moment. They count as current for this long. */
const HOLDS_MS: Millis = MINUTE;

interface Decided {
  readonly at: Millis;
  readonly facts: Facts | null;
}

/**
 * What was measured at a moment at which a decision had been in force for some time; null where that is not kept. What is rolled up by now is read as a
 * whole, so a value of long ago is that of the minutes around the moment.
 */
export async function measuredAt(
  { at: since, facts }: Decided,
  at: Millis,
  { thresholds }: Pick<Guild, 'thresholds'>,
  { store, pipeline, account }: Pick<ChartPorts, 'store' | 'pipeline' | 'account'>,
): Promise<Facts | null> {
  if (facts === null || at - since < HOLDS_MS) return facts;
  switch (facts.kind) {
    case 'errors': {
      const { windowMs } = thresholds.errors;
      const { solved, failed, byCode } = await store.results.window(pipeline, at - windowMs, at);
      const total = solved + failed;
      return total === 0 ? null : { kind: 'errors', failed, total, windowMs, byCode };
    }
    case 'latency': {
      const { windowMs, p95Ms: thresholdMs } = thresholds.latency;
      const found = await store.results.latencies(pipeline, at - windowMs, at, SUMMARY_PERCENTILES);
      const [p50Ms, p95Ms] = found?.valuesMs ?? [];
      if (found === null || p50Ms === undefined || p95Ms === undefined) return null;
      return { kind: 'latency', p50Ms, p95Ms, solved: found.solved, thresholdMs, windowMs };
    }
    case 'queue': {
      const reading = await store.readings.newest(pipeline, 'queueDepth', at);
      return reading === null || reading.at < at - thresholds.queue.staleMs ? null : { ...facts, depth: reading.value };
    }
    case 'balance': {
      const reading = await store.readings.newest(account.name, 'balance', at);
      const isOld = reading === null || reading.at < at - thresholds.balance.staleMs;
      return isOld ? null : { ...facts, balanceMicros: reading.value };
    }
    default:
      return null;
  }
}
