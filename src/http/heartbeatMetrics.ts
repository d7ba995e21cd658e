import { Counter, Gauge, type Registry } from 'prom-client';
import { type Clock, SECOND } from '../monitor/time.ts';
import { PREFIX } from './gauges.ts';

/** Calls to HEARTBEAT_URL. */
export function createHeartbeatMetrics(registry: Registry, clock: Clock): (outcome: 'sent' | 'failed') => void {
  const registers = [registry];
  const beats = new Counter({
    name: `${PREFIX}heartbeats_total`,
    help: 'Calls to HEARTBEAT_URL by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const last = new Gauge({
    name: `${PREFIX}last_heartbeat_timestamp_seconds`,
    help: 'When this process last called HEARTBEAT_URL with success',
    registers,
  });
  // Until the first one there is no such time.
  last.remove();
  return (outcome) => {
    beats.inc({ outcome });
    if (outcome === 'sent') last.set(clock.now() / SECOND);
  };
}
