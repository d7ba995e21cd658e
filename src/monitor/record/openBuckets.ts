import type { CountedResult, MicroUsd } from '../measures.ts';
import type { Millis } from '../time.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import type { KeyedResults } from './keyedResults.ts';

/** Results are kept as sums over buckets of this length, so that reading a window never depends on their number. */
export const BUCKET_MS: Millis = 5_000;

/** The length of the buckets that results are rolled up into, by their age: of every time zone a day begins with a quarter-hour (docs/decisions/0001). */
export const ROLL_UPS = [
  { olderThan: 2 * HOUR, into: MINUTE },
  { olderThan: 7 * DAY, into: 15 * MINUTE },
] as const satisfies readonly { readonly olderThan: Millis; readonly into: Millis }[];

/** How long the buckets of that age may be. */
export function bucketMsAt(ageMs: Millis): Millis {
  return ROLL_UPS.findLast(({ olderThan }) => ageMs > olderThan)?.into ?? BUCKET_MS;
}

export interface BucketSums {
  readonly pipeline: string;
  readonly start: Millis;
  readonly type: string;
  solved: number;
  failed: number;
  costMicros: MicroUsd;
  latencySumMs: number;
  latencyCount: number;
}

export interface CodeSum {
  readonly pipeline: string;
  readonly start: Millis;
  readonly code: string;
  n: number;
}

/** The sketches of one CAPTCHA type are only for questions: a minute is fine enough, and twelve times fewer. */
const TYPE_BUCKET_MS: Millis = MINUTE;

export interface OpenLatencies {
  readonly pipeline: string;
  readonly start: Millis;
  /** '': of all types together. */
  readonly type: string;
  readonly valuesMs: Millis[];
}

/** Sums that are not on disk yet. */
export class OpenBuckets {
  readonly sums = new Map<string, BucketSums>();
  readonly codes = new Map<string, CodeSum>();
  /** Of solved tasks, one by one: the store keeps them as a sketch. */
  readonly latencies = new Map<string, OpenLatencies>();

  add(pipeline: string, result: CountedResult): void {
    const start = result.at - (result.at % BUCKET_MS);
    const sums = this.#sumsOf(pipeline, start, storable(result.captchaType ?? ''));
    // Heard of, and neither of the two.
    if (result.outcome !== 'noFailure') sums[result.outcome] += 1;
    sums.costMicros += result.costMicros ?? 0;
    if (result.outcome === 'solved' && result.latencyMs !== null) {
      sums.latencySumMs += result.latencyMs;
      sums.latencyCount += 1;
      this.#latenciesOf(pipeline, start, '').valuesMs.push(result.latencyMs);
      const ofMinute = result.at - (result.at % TYPE_BUCKET_MS);
      if (sums.type !== '') this.#latenciesOf(pipeline, ofMinute, sums.type).valuesMs.push(result.latencyMs);
    }
    if (result.errorCode !== null) this.#codeOf(pipeline, start, storable(result.errorCode)).n += 1;
  }

  /** These sums and further results, as a copy: a transaction that is tried again starts from the same sums. */
  with(more: readonly KeyedResults[]): OpenBuckets {
    const both = new OpenBuckets();
    for (const [key, sums] of this.sums) both.sums.set(key, { ...sums });
    for (const [key, sum] of this.codes) both.codes.set(key, { ...sum });
    for (const [key, { valuesMs, ...of }] of this.latencies)
      both.latencies.set(key, { ...of, valuesMs: [...valuesMs] });
    for (const { pipeline, results } of more) for (const result of results) both.add(pipeline, result);
    return both;
  }

  #sumsOf(pipeline: string, start: Millis, type: string): BucketSums {
    const key = `${pipeline}\n${start}\n${type}`;
    let sums = this.sums.get(key);
    if (sums === undefined) {
      sums = { pipeline, start, type, solved: 0, failed: 0, costMicros: 0, latencySumMs: 0, latencyCount: 0 };
      this.sums.set(key, sums);
    }
    return sums;
  }

  #latenciesOf(pipeline: string, start: Millis, type: string): OpenLatencies {
    const key = `${pipeline}\n${start}\n${type}`;
    let latencies = this.latencies.get(key);
    if (latencies === undefined) {
      latencies = { pipeline, start, type, valuesMs: [] };
      this.latencies.set(key, latencies);
    }
    return latencies;
  }

  #codeOf(pipeline: string, start: Millis, code: string): CodeSum {
    const key = `${pipeline}\n${start}\n${code}`;
    let sum = this.codes.get(key);
    if (sum === undefined) {
      sum = { pipeline, start, code, n: 0 };
      this.codes.set(key, sum);
    }
    return sum;
  }
}

/** Databases keep neither half of a character nor the one with the number 0: what they make the same is one key here. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
