import type { Glance } from '../monitor/reports/glance.ts';
import { successRate } from '../monitor/reports/summary.ts';
import { ENGLISH } from './words/language.ts';

/** `$142.30 · 95.2% · queue 12`: what is known of it; everybody who shares a server with the bot reads it. */
export function presenceLine(glance: Glance | null): string {
  if (glance === null) return 'watching';
  const { balanceMicros, queueDepth, ...results } = glance;
  const rate = successRate(results);
  const parts = [
    ...(balanceMicros === null ? [] : [ENGLISH.usd(balanceMicros)]),
    ...(rate === null ? [] : [ENGLISH.percent(rate)]),
    ...(queueDepth === null ? [] : [`queue ${ENGLISH.count(queueDepth)}`]),
  ];
  return parts.join(' · ') || 'waiting for results';
}
