import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { RolesView } from '../monitor/reports/rolesView.ts';
import type { Vitals } from '../monitor/reports/vitals.ts';
import type { Millis } from '../monitor/time.ts';
import { createGauges } from './gauges.ts';
import { onceASecond } from './onceASecond.ts';
import type { ReadReadiness } from './readiness.ts';
import { READINESS_GAUGES } from './readinessGauges.ts';
import { ROLE_GAUGES } from './roleGauges.ts';
import { VITAL_GAUGES } from './vitalGauges.ts';

export interface ScrapeOptions {
  readonly registry: Registry;
  readonly vitals: () => Promise<Vitals>;
  readonly readiness: ReadReadiness;
  readonly roles: () => Promise<RolesView>;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly deadlineMs?: Millis;
}

/** Prometheus waits ten seconds; a database that is gone may not answer for as long. */
const DEADLINE_MS: Millis = 2_000;

/** The text of `/metrics`. What the database does not answer in time is left out; the counters are always there. */
export function createScrape({
  registry,
  readiness,
  roles,
  elapsed,
  deadlineMs = DEADLINE_MS,
  ...ports
}: ScrapeOptions) {
  // A read that takes long is not begun a second time.
  const vitals = onceASecond(ports.vitals, elapsed);
  const setVitals = createGauges(VITAL_GAUGES, registry);
  const setReadiness = createGauges(READINESS_GAUGES, registry);
  const setRoles = createGauges(ROLE_GAUGES, registry);
  const soon = <T>(asked: Promise<T>) =>
    Promise.race([asked.catch(() => null), sleep(deadlineMs, null, { ref: false })]);

  return async (): Promise<string> => {
    const [known, ready, view] = await Promise.all([soon(vitals()), soon(readiness()), soon(roles())]);
    setVitals(known);
    setRoles(view);
    setReadiness(ready);
    return registry.metrics();
  };
}
