import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Counters } from '../monitor/ports/counters.ts';
import type { PageOutcome } from '../monitor/ports/outsideReceiver.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import type { CountedResult } from '../monitor/types.ts';
import { PREFIX } from './gauges.ts';
import { createHeartbeatMetrics } from './heartbeatMetrics.ts';
import type { RefusedWhy } from './refusedRequests.ts';
import { createSendMetrics } from './sendMetrics.ts';

const OUTCOMES = { solved: 'solved', failed: 'failed', noFailure: 'no_failure' } as const;
/** Gauges of Node.js that are named like counters; others have the same by type. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

export interface MetricsOptions {
  /** Since the start. */
  readonly droppedLogLines: () => number;
  readonly clock: Clock;
}

/** Prometheus metrics. Labels come from closed sets and from the settings only: never a guild, a code or anything from outside. */
export function createMetrics({ droppedLogLines, clock }: MetricsOptions) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const counter = createCounters(registry);
  countDroppedLines(registry, droppedLogLines);
  const decisions = counter('decisions_total', 'Alert decisions by their reason', ['kind', 'reason']);
  const results = counter('results_total', 'Solve results accepted', ['outcome']);
  const refused = counter('ingest_refused_total', 'Requests of workers that were refused by reason', ['reason']);
  const pages = counter('page_attempts_total', 'Attempts to notify a receiver outside of Discord by outcome', [
    'receiver',
    'outcome',
  ]);
  const dropped = counter('gateway_events_dropped_total', 'Events of the gateway that could not be read', ['event']);
  const evaluations = new Histogram({
    name: `${PREFIX}evaluation_seconds`,
    help: 'Time one evaluation of an account with its pipelines takes',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1],
    registers: [registry],
  });

  const counters: Counters = {
    decided: (kind, reason, times) => decisions.inc({ kind, reason }, times),
    sent: createSendMetrics(registry, clock),
  };
  return {
    registry,
    counters,
    results: (accepted: readonly CountedResult[]) => {
      for (const [outcome, { length }] of Map.groupBy(accepted, (result) => result.outcome)) {
        results.inc({ outcome: OUTCOMES[outcome] }, length);
      }
    },
    paged: (receiver: string, { outcome }: PageOutcome) => pages.inc({ receiver, outcome }),
    refused: (reason: RefusedWhy) => refused.inc({ reason }),
    dropped: (event: string) => dropped.inc({ event }),
    heartbeat: createHeartbeatMetrics(registry, clock),
    evaluated: (ms: Millis) => evaluations.observe(ms / SECOND),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

function createCounters(registry: Registry) {
  return <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] });
}

/** Counted by the output itself. */
function countDroppedLines(registry: Registry, droppedLogLines: () => number): void {
  new Counter({
    name: `${PREFIX}log_lines_dropped_total`,
    help: 'Log lines that were dropped because the output of the process did not take them',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(droppedLogLines());
    },
  });
}
