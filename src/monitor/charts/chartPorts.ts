import type { ReportPorts } from '../reports/reports.ts';
import type { Millis } from '../time.ts';

export type ChartPorts = Pick<ReportPorts, 'store' | 'reader' | 'pipeline' | 'account'>;

export interface Bounds {
  readonly from: Millis;
  readonly to: Millis;
}

/** As many points as a picture can show. */
export const MOST_POINTS = 400;
