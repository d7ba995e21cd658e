import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import { HOUR } from '../time.ts';
import type { CountedResult } from '../types.ts';
import { OTHER } from './codes.ts';

/** So many different names are kept of a pipeline and hour: a worker may make up one for each result. */
export const MOST_CODES = 200;
export const MOST_TYPES = 50;

/** Hours that are remembered, over all pipelines: results may be a week late. What is let go of is read again. */
const MOST_HOURS = 400;

/** The names of one hour that are counted on their own, and whether there were more. */
interface Names {
  readonly kept: Set<string>;
  hasMore: boolean;
}

interface HourNames {
  readonly codes: Names;
  readonly types: Names;
}

interface Bound {
  readonly what: string;
  readonly most: number;
  /** Kept beyond the bound too. */
  readonly isAlways: (name: string) => boolean;
}

export interface BoundedNamesPorts {
  readonly results: Pick<Store['results'], 'names'>;
  /** Documented codes are always kept: there are few, and what to do depends on them. */
  readonly isDocumented: (code: string) => boolean;
  readonly log: Log;
}

/** Bounds the number of different error codes and CAPTCHA types, whatever workers send, and also over a restart. */
export function createBoundedNames({ results: store, isDocumented, log }: BoundedNamesPorts) {
  const hours = new Map<string, HourNames>();
  const reads = new Map<string, Promise<void>>();
  const codes: Bound = { what: 'different error codes', most: MOST_CODES, isAlways: isDocumented };
  const types: Bound = { what: 'different CAPTCHA types', most: MOST_TYPES, isAlways: () => false };

  async function read(pipeline: string, hour: Millis): Promise<void> {
    const stored = await store.names(pipeline, hour, hour + HOUR);
    const [oldest] = hours.keys();
    if (hours.size >= MOST_HOURS && oldest !== undefined) hours.delete(oldest);
    hours.set(keyOf(pipeline, hour), { codes: namesOf(stored.codes), types: namesOf(stored.types) });
  }

  /** A second request for the same hour waits for the same answer. */
  function readOnce(pipeline: string, hour: Millis): Promise<void> {
    const key = keyOf(pipeline, hour);
    const underWay = reads.get(key) ?? read(pipeline, hour).finally(() => reads.delete(key));
    reads.set(key, underWay);
    return underWay;
  }

  function countedAs(name: string | null, names: Names, { what, most, isAlways }: Bound, pipeline: string) {
    if (name === null) return null;
    if (names.kept.size < most || names.kept.has(name) || isAlways(name)) {
      names.kept.add(name);
      return name;
    }
    if (!names.hasMore) log.warn({ pipeline, most }, `more ${what} in an hour than are kept: the rest is ${OTHER}`);
    names.hasMore = true;
    return OTHER;
  }

  return {
    /** Null where the hours of these results are known; else it resolves when they are, or rejects as the store does. */
    learn(pipeline: string, results: readonly CountedResult[]): Promise<unknown> | null {
      const missing = new Set<Millis>();
      for (const { at } of results) if (!hours.has(keyOf(pipeline, hourOf(at)))) missing.add(hourOf(at));
      return missing.size === 0 ? null : Promise.all([...missing].map((hour) => readOnce(pipeline, hour)));
    },
    /** A result, of an hour that is known, with the names that it is counted under. */
    bound(pipeline: string, result: CountedResult): CountedResult {
      const { errorCode, captchaType } = result;
      const names = hours.get(keyOf(pipeline, hourOf(result.at)));
      if (names === undefined) return result;
      const code = countedAs(errorCode, names.codes, codes, pipeline);
      const type = countedAs(captchaType, names.types, types, pipeline);
      if (code === errorCode && type === captchaType) return result;
      return { ...result, errorCode: code, captchaType: type };
    },
  };
}

function namesOf(stored: readonly string[]): Names {
  return { kept: new Set(stored.filter((name) => name !== OTHER)), hasMore: stored.includes(OTHER) };
}

function hourOf(at: Millis): Millis {
  return at - (at % HOUR);
}

function keyOf(pipeline: string, hour: Millis): string {
  return `${hour} ${pipeline}`;
}
