import type { GaugeFamily } from './gauges.ts';
import type { Readiness } from './readiness.ts';

/** What `/readyz` says, as numbers. */
export const READINESS_GAUGES: readonly GaugeFamily<Readiness>[] = [
  {
    name: 'ready',
    help: 'Whether /readyz is ready: everything that alerts need works',
    labelNames: [],
    samples: ({ isReady }) => [{ labels: {}, value: Number(isReady) }],
  },
  {
    name: 'check_ok',
    help: 'Whether a check of /readyz says that its part works; absent for a part that is not used',
    labelNames: ['check'],
    samples: ({ checks }) =>
      checks.map(({ name, isUsed, trouble }) => ({
        labels: { check: name },
        value: isUsed ? Number(trouble === null) : null,
      })),
  },
];
