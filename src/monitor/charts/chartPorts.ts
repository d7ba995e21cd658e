import type { ReportPorts } from '../reports.ts';
import type { Millis } from '../types.ts';

export type ChartPorts = Pick<ReportPorts, 'store' | 'readPipeline' | 'pipeline'>;

export interface Bounds {
  readonly from: Millis;
  readonly to: Millis;
}

export const HOUR: Millis = 3_600_000;
/** As many points as a picture can show. */
export const MOST_POINTS = 400;
