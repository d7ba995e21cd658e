import { Counter, Gauge, type Registry } from 'prom-client';
import { failureReason } from '../monitor/delivery/outcome.ts';
import type { Counters } from '../monitor/ports/counters.ts';
import { type Clock, SECOND } from '../monitor/time.ts';
import { PREFIX } from './gauges.ts';

/** The results of attempts to send: they show whether people are notified. */
export function createSendMetrics(registry: Registry, clock: Clock): Counters['sent'] {
  const registers = [registry];
  const attempts = new Counter({
    name: `${PREFIX}delivery_attempts_total`,
    help: 'Attempts to send a message by outcome',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const failures = new Counter({
    name: `${PREFIX}delivery_failures_total`,
    help: 'Attempts to send a message that failed, by reason; what is suppressed on purpose is not a failure',
    labelNames: ['reason'],
    registers,
  });
  const last = new Gauge({
    name: `${PREFIX}last_delivery_timestamp_seconds`,
    help: 'When this process last delivered a message, by receiver',
    labelNames: ['receiver'],
    registers,
  });

  return (type, outcome, way) => {
    attempts.inc({ type, outcome: outcome.outcome });
    const reason = failureReason(outcome);
    if (reason !== null) failures.inc({ reason });
    if (way !== null) last.set({ receiver: way }, clock.now() / SECOND);
  };
}
