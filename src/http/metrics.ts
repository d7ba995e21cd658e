import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Counters } from '../monitor/ports/counters.ts';
import type { CountedResult } from '../monitor/types.ts';
import type { RefusedWhy } from './refusedRequests.ts';

const OUTCOMES = { solved: 'solved', failed: 'failed', noFailure: 'no_failure' } as const;

/** Prometheus metrics. Labels come from closed sets only: never a guild, a code or anything from outside. */
export function createMetrics(droppedLogLines: () => number) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const decisions = new Counter({
    name: 'captchaai_monitor_decisions_total',
    help: 'Alert decisions by their reason',
    labelNames: ['kind', 'reason'],
    registers,
  });
  const deliveries = new Counter({
    name: 'captchaai_monitor_delivery_attempts_total',
    help: 'Attempts to send a message by outcome',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const results = new Counter({
    name: 'captchaai_monitor_results_total',
    help: 'Solve results accepted',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'captchaai_monitor_ingest_refused_total',
    help: 'Requests of workers that were refused by reason',
    labelNames: ['reason'],
    registers,
  });
  const evaluations = new Histogram({
    name: 'captchaai_monitor_evaluation_seconds',
    help: 'Time one evaluation of a pipeline takes',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1],
    registers,
  });

  new Counter({
    name: 'captchaai_monitor_log_lines_dropped_total',
    help: 'Log lines that were dropped because the output of the process did not take them',
    registers,
    collect() {
      this.reset();
      this.inc(droppedLogLines());
    },
  });
  const dropped = new Counter({
    name: 'captchaai_monitor_gateway_events_dropped_total',
    help: 'Events of the gateway that could not be read',
    labelNames: ['event'],
    registers,
  });

  const counters: Counters = {
    decided: (kind, reason, times) => decisions.inc({ kind, reason }, times),
    sent: (type, outcome) => deliveries.inc({ type, outcome }),
  };
  return {
    counters,
    results: (accepted: readonly CountedResult[]) => {
      for (const [outcome, { length }] of Map.groupBy(accepted, (result) => result.outcome)) {
        results.inc({ outcome: OUTCOMES[outcome] }, length);
      }
    },
    refused: (reason: RefusedWhy) => refused.inc({ reason }),
    dropped: (event: string) => dropped.inc({ event }),
    evaluated: (ms: number) => evaluations.observe(ms / 1000),
    text: () => registry.metrics(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
