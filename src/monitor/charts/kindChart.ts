import type { Millis } from '../time.ts';
import type { AlertKind, Guild } from '../types.ts';
import { balanceChart } from './balanceChart.ts';
import type { Chart } from './chart.ts';
import type { Bounds, ChartPorts } from './chartPorts.ts';
import { errorsChart } from './errorsChart.ts';
import { latencyChart } from './latencyChart.ts';
import { queueChart } from './queueChart.ts';

/** The chart that shows best what an alert of a kind is about. */
export async function kindChart(
  kind: AlertKind,
  guild: Guild,
  now: Millis,
  span: Bounds,
  ports: ChartPorts,
): Promise<Chart> {
  switch (kind) {
    case 'balance':
    case 'runway':
      return balanceChart(guild, now, ports, span);
    case 'queue':
    case 'silence':
      return queueChart(guild, now, span, ports);
    case 'latency':
      return latencyChart(guild, now, span, ports);
    case 'errors':
    case 'provider':
    case 'threads':
      return errorsChart(guild, now, span, ports);
  }
}
