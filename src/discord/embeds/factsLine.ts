import { formatDuration } from '../../monitor/duration.ts';
import type { Facts, ThreadsFacts } from '../../monitor/facts.ts';
import type { Millis } from '../../monitor/types.ts';
import { count, inlineCode, percent, seconds, usd } from './text.ts';

/** A reading in a few words, such as `22.5% (45/200)`. */
export function factsLine(facts: Facts): string {
  switch (facts.kind) {
    case 'balance':
      return `${usd(facts.balanceMicros)} (threshold ${usd(facts.thresholdMicros)})`;
    case 'errors':
      return `${percent(facts.failed / facts.total)} (${facts.failed}/${facts.total})`;
    case 'queue':
      return `${count(facts.depth)} pending`;
    case 'silence':
      return `last result ${formatDuration(facts.quietMs)} ago`;
    case 'provider':
      return facts.failure === null ? 'answers' : `answers ${inlineCode(facts.failure.code)}`;
    case 'latency':
      return `p95 ${seconds(facts.p95Ms)}`;
    case 'threads':
      return threadsLine(facts);
    case 'runway':
      return runwayWords(facts.runwayMs);
  }
}

/** `15/15 busy` where the account tells, else the share of tasks that it refuses. */
export function threadsLine({ busy, total, refused, results }: ThreadsFacts): string {
  const parts = [
    ...(busy === null || total === null ? [] : [`${count(busy)}/${count(total)} busy`]),
    ...(results === 0 ? [] : [`${percent(refused / results)} of tasks refused`]),
  ];
  return parts.join(', ') || 'nothing reported';
}

/** How long the balance lasts; the forecast looks 30 days ahead. */
export function runwayWords(runwayMs: Millis | null): string {
  return runwayMs === null ? 'more than 30 d' : formatDuration(runwayMs);
}
