import type { AccountVitals, PipelineVitals, Vitals } from '../monitor/reports/vitals.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { ALERT_KINDS, type AlertSeverity, MICROS_PER_USD } from '../monitor/types.ts';
import type { GaugeFamily, Sample } from './gauges.ts';

const SEVERITIES = ['warning', 'critical'] as const satisfies readonly AlertSeverity[];

/** Of each account a value, or null where it is not known. */
function ofAccount(name: string, help: string, value: (account: AccountVitals) => number | null): GaugeFamily<Vitals> {
  return {
    name,
    help,
    labelNames: ['account'],
    samples: ({ accounts }) => accounts.map((one) => ({ labels: { account: one.account }, value: value(one) })),
  };
}

/** The same of each pipeline. */
function ofPipeline(
  name: string,
  help: string,
  value: (pipeline: PipelineVitals) => number | null,
): GaugeFamily<Vitals> {
  return {
    name,
    help,
    labelNames: ['pipeline'],
    samples: ({ pipelines }) => pipelines.map((one) => ({ labels: { pipeline: one.pipeline }, value: value(one) })),
  };
}

/** The pipeline and its account, as a look from outside shows them. Labels come from the settings and from closed sets. */
export const VITAL_GAUGES: readonly GaugeFamily<Vitals>[] = [
  ofAccount('balance_usd', 'Balance of the CaptchaAI account; absent while it is not known', ({ balance }) =>
    balance === null ? null : balance.micros / MICROS_PER_USD,
  ),
  ofAccount('balance_timestamp_seconds', 'When that balance was read', ({ balance }) => seconds(balance?.at ?? null)),
  ofAccount(
    'runway_seconds',
    'Time until the balance is used up at the present rate; absent if that is not within 30 days or not known',
    ({ runwayMs }) => seconds(runwayMs),
  ),
  ofAccount('provider_up', 'Whether the last call to CaptchaAI succeeded', ({ isAnswering }) =>
    isAnswering === null ? null : Number(isAnswering),
  ),
  ofAccount('threads_busy', 'Busy threads of the CaptchaAI account', ({ threads }) => threads?.busy ?? null),
  ofAccount(
    'threads_max',
    'Threads that the plan of the CaptchaAI account has',
    ({ threads }) => threads?.total ?? null,
  ),
  {
    name: 'window_results',
    help: 'Solve results in the window over which the error rate is judged',
    labelNames: ['pipeline', 'outcome'],
    samples: ({ pipelines }) => pipelines.flatMap(resultsOf),
  },
  ofPipeline(
    'error_ratio',
    'Share of failed results in that window, 0 to 1; absent without results',
    ({ solved, failed }) => (solved + failed === 0 ? null : failed / (solved + failed)),
  ),
  ofPipeline('solve_latency_p50_seconds', 'Median solve latency in that window', ({ latency }) =>
    seconds(latency?.p50Ms ?? null),
  ),
  ofPipeline('solve_latency_p95_seconds', '95th percentile of the solve latency in that window', ({ latency }) =>
    seconds(latency?.p95Ms ?? null),
  ),
  ofPipeline(
    'queue_depth',
    'Tasks that wait, as last reported; absent after ten minutes without a report',
    ({ queueDepth }) => queueDepth,
  ),
  ofPipeline(
    'active_workers',
    'Active workers, as last reported; absent after ten minutes without a report',
    ({ activeWorkers }) => activeWorkers,
  ),
  ofPipeline('last_result_timestamp_seconds', 'When the newest solve result arrived', ({ lastResultAt }) =>
    seconds(lastResultAt),
  ),
  {
    name: 'firing',
    help: 'Servers in which an incident of that kind and severity is open',
    labelNames: ['pipeline', 'kind', 'severity'],
    samples: ({ pipelines }) => pipelines.flatMap(firingOf),
  },
  {
    name: 'deliveries_pending',
    help: 'Messages that wait to be sent, without those that a mute, quiet hours or a cooldown suppress',
    labelNames: [],
    samples: ({ backlog }) => [{ labels: {}, value: backlog.waiting }],
  },
  {
    name: 'deliveries_oldest_pending_timestamp_seconds',
    help: 'Since when the oldest of them waits; absent while none waits',
    labelNames: [],
    samples: ({ backlog }) => [{ labels: {}, value: seconds(backlog.since) }],
  },
];

function resultsOf({ pipeline, solved, failed }: PipelineVitals): readonly Sample[] {
  return [
    { labels: { pipeline, outcome: 'solved' }, value: solved },
    { labels: { pipeline, outcome: 'failed' }, value: failed },
  ];
}

/** All kinds and severities: a rule over one that never fired must not be without data. */
function firingOf({ pipeline, open }: PipelineVitals): readonly Sample[] {
  return ALERT_KINDS.flatMap((kind) =>
    SEVERITIES.map((severity) => ({
      labels: { pipeline, kind, severity },
      value: open.find((one) => one.kind === kind && one.severity === severity)?.guilds ?? 0,
    })),
  );
}

function seconds(ms: Millis | null): number | null {
  return ms === null ? null : ms / SECOND;
}
