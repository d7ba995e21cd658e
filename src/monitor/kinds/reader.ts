import type { Account } from '../accounts/account.ts';
import type { Millis } from '../time.ts';
import type { Limits } from '../types.ts';
import { type AccountReaderPorts, createAccountReader } from './accountReader.ts';
import { asOne } from './asOne.ts';
import { lookBackOf } from './index.ts';
import { createPipelineReader, type PipelineReaderPorts } from './pipelineReader.ts';
import type { PipelineReadings } from './pipelineReadings.ts';

export interface ReaderPorts extends Pick<PipelineReaderPorts, 'codes' | 'store'> {
  readonly account: Account;
  readonly provider: AccountReaderPorts['provider'];
  readonly lateMs: (pipeline: string) => Millis | null;
}

/** What is read at one moment: each part once, however many guilds look at it. */
export interface Readings {
  /** @throws Error where the account has no such pipeline. */
  pipeline(name: string, limits: Limits): Promise<PipelineReadings>;
  /** The account's, with the results of all its pipelines as if they were one. */
  account(limits: Limits): Promise<PipelineReadings>;
}

/** Reads an account and its pipelines. */
export type Reader = (at: Millis) => Readings;

export function createReader({ store, account, provider, codes, lateMs }: ReaderPorts): Reader {
  const readAccount = createAccountReader({ store, account, provider });
  const readers = new Map(
    account.pipelines.map((pipeline) => {
      const late = () => lateMs(pipeline);
      return [pipeline, createPipelineReader({ store, pipeline, codes, lateMs: late })];
    }),
  );

  return (at) => {
    const ofAccount = kept((limits: Limits) => readAccount(lookBackOf(limits), at));
    const readEach = new Map(
      [...readers].map(([name, read]) => [name, kept((limits) => read(lookBackOf(limits), at, ofAccount(limits)))]),
    );
    return {
      async pipeline(name, limits) {
        const read = readEach.get(name);
        if (read === undefined) throw new Error(`the account ${account.name} has no pipeline ${name}`);
        return read(limits);
      },
      account: kept(async (limits) => asOne(await Promise.all([...readEach.values()].map((read) => read(limits))))),
    };
  };
}

/** Reads once for all limits that look back equally far. */
function kept<T>(read: (limits: Limits) => Promise<T>): (limits: Limits) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (limits) => {
    const key = lookBackKey(limits);
    const known = found.get(key);
    if (known !== undefined) return known;
    const reading = read(limits);
    // Who waits for it learns of a failure, and it may fail before anybody waits: that must not end the program.
    reading.catch(() => undefined);
    found.set(key, reading);
    return reading;
  };
}

/** What of the limits the readings depend on: equal keys, equal readings. */
function lookBackKey(limits: Limits): string {
  return Object.values(lookBackOf(limits)).join(' ');
}
