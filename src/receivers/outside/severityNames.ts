import type { AlertSeverity } from '../../monitor/types.ts';

/** As people and every receiver call them. */
export const SEVERITY_NAMES = { error: 'critical', warning: 'warning' } as const satisfies Record<
  AlertSeverity,
  string
>;
