import { kindOf } from '../kinds/index.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Guild } from '../types.ts';
import { balanceChart } from './balanceChart.ts';
import type { Chart } from './chart.ts';
import type { Bounds, ChartPorts } from './chartPorts.ts';
import { errorsChart } from './errorsChart.ts';
import { latencyChart } from './latencyChart.ts';
import { queueChart } from './queueChart.ts';

const CHARTS = {
  balance: (guild, now, span, ports) => balanceChart(guild, now, ports, span),
  errors: errorsChart,
  latency: latencyChart,
  queue: queueChart,
} satisfies Record<string, (guild: Guild, now: Millis, span: Bounds, ports: ChartPorts) => Promise<Chart>>;

/** The chart that shows best what an alert of a kind is about. */
export async function kindChart(
  kind: AlertKind,
  guild: Guild,
  now: Millis,
  span: Bounds,
  ports: ChartPorts,
): Promise<Chart> {
  return CHARTS[kindOf(kind).chart](guild, now, span, ports);
}
