import { OTHER } from './codes.ts';
import type { Log, Store } from './ports.ts';
import type { CountedResult, Millis } from './types.ts';

/** So many different names are kept of a pipeline and hour: a worker may make up one for each result. */
export const MOST_CODES = 200;
export const MOST_TYPES = 50;

const HOUR: Millis = 3_600_000;
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

  async function read(pipeline: string, hour: Millis): Promise<void> {
    const { codes, types } = await store.names(pipeline, hour, hour + HOUR);
    const [oldest] = hours.keys();
    if (hours.size >= MOST_HOURS && oldest !== undefined) hours.delete(oldest);
    hours.set(keyOf(pipeline, hour), { codes: namesOf(codes), types: namesOf(types) });
  }

  /** Whoever needs the same hour meanwhile waits for the same answer. */
  function readOnce(pipeline: string, hour: Millis): Promise<void> {
    const key = keyOf(pipeline, hour);
    const underWay = reads.get(key) ?? read(pipeline, hour).finally(() => reads.delete(key));
    reads.set(key, underWay);
    return underWay;
  }

  function other(names: Names, what: string, { pipeline, most }: { pipeline: string; most: number }): string {
    if (!names.hasMore) log.warn({ pipeline, most }, `more ${what} in an hour than are kept: the rest is ${OTHER}`);
    names.hasMore = true;
    return OTHER;
  }

  function codeOf(code: string, names: Names, pipeline: string): string {
    if (names.kept.size >= MOST_CODES && !names.kept.has(code) && !isDocumented(code))
      return other(names, 'different error codes', { pipeline, most: MOST_CODES });
    names.kept.add(code);
    return code;
  }

  function typeOf(type: string, names: Names, pipeline: string): string {
    if (names.kept.size >= MOST_TYPES && !names.kept.has(type))
      return other(names, 'different CAPTCHA types', { pipeline, most: MOST_TYPES });
    names.kept.add(type);
    return type;
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
      if (names === undefined || (errorCode === null && captchaType === null)) return result;
      const code = errorCode === null ? null : codeOf(errorCode, names.codes, pipeline);
      const type = captchaType === null ? null : typeOf(captchaType, names.types, pipeline);
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
