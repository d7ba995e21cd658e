import type { Account } from '../accounts/account.ts';
import type { Millis } from '../time.ts';
import type { Thresholds } from '../types.ts';
import { type AccountReaderPorts, createAccountReader } from './accountReader.ts';
import { asOne } from './asOne.ts';
import { lookBackOf } from './index.ts';
import { keptBy } from './keptBy.ts';
import { createPipelineReader, type PipelineReaderPorts } from './pipelineReader.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { createWindowsReader } from './windowsReader.ts';

export interface ReaderPorts extends Pick<PipelineReaderPorts, 'codes' | 'store'> {
  readonly account: Account;
  readonly provider: AccountReaderPorts['provider'];
  readonly lateMs: (pipeline: string) => Millis | null;
}

/** What is read at one moment: each part once, however many guilds look at it. */
export interface Readings {
  /** @throws Error where the account has no such pipeline. */
  pipeline(name: string, thresholds: Thresholds): Promise<PipelineReadings>;
  /** These will be asked for, of one pipeline or, with null, of the account: their windows are read together. */
  expect(name: string | null, thresholds: Thresholds): void;
  /** The account's, with the results of all its pipelines as if they were one. */
  account(thresholds: Thresholds): Promise<PipelineReadings>;
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
    const windows = createWindowsReader(store.results, at);
    const ofAccount = keptBy((thresholds: Thresholds) => readAccount(lookBackOf(thresholds), at), lookBackKey);
    const readEach = new Map(
      [...readers].map(([name, readerAt]) => {
        const { expect, read } = readerAt(at, windows);
        return [
          name,
          { expect, read: keptBy((thresholds) => read(lookBackOf(thresholds), ofAccount(thresholds)), lookBackKey) },
        ];
      }),
    );
    const readOne = (name: string) => {
      const one = readEach.get(name);
      if (one === undefined) throw new Error(`the account ${account.name} has no pipeline ${name}`);
      return one;
    };
    const all = [...readEach.values()];
    return {
      expect(name, thresholds) {
        for (const one of name === null ? all : [readOne(name)]) one.expect(lookBackOf(thresholds));
      },
      pipeline: async (name, thresholds) => readOne(name).read(thresholds),
      account: keptBy(async (thresholds) => {
        for (const one of all) one.expect(lookBackOf(thresholds));
        return asOne(await Promise.all(all.map(({ read }) => read(thresholds))));
      }, lookBackKey),
    };
  };
}

/** What of the thresholds the readings depend on: equal keys, equal readings. */
function lookBackKey(thresholds: Thresholds): string {
  return Object.values(lookBackOf(thresholds)).join(' ');
}
