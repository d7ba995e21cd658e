import { isDeepStrictEqual } from 'node:util';
import type { AccountConfig } from '../config/accountConfig.ts';
import type { Config } from '../config/config.ts';
import type { QueueConfig } from '../config/queueSettings.ts';
import type { BalancePoll } from '../monitor/accounts/pollBalance.ts';
import type { WatchedAccount } from '../monitor/accounts/watchedAccount.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { QueueSource } from '../monitor/ports/queueSource.ts';

/** An account with its pipelines, and how it is polled. */
export interface CoreAccount extends WatchedAccount {
  readonly account: AccountConfig;
  readonly poll: BalancePoll;
}

/** A queue that the monitor reads itself, and whose it is. */
export interface CoreQueue {
  readonly pipeline: string;
  readonly source: QueueSource;
  readonly config: QueueConfig;
}

/** All that follows from the accounts and pipelines of the settings in force. */
export interface Watching {
  readonly config: Config;
  readonly accounts: readonly CoreAccount[];
  readonly queues: readonly CoreQueue[];
  readonly monitor: Monitor;
}

interface WatchingParts {
  readonly createAccount: (account: AccountConfig) => CoreAccount;
  readonly createQueue: (queue: Pick<CoreQueue, 'pipeline' | 'config'>) => CoreQueue;
  readonly createMonitor: (accounts: readonly CoreAccount[]) => Monitor;
}

/** What has not changed stays the same object, with what it knows: when it is due again, and how long it backs off. */
export function createWatching(config: Config, before: Watching | null, parts: WatchingParts): Watching {
  const accounts = config.accounts.map(
    (account) =>
      before?.accounts.find((one) => isDeepStrictEqual(one.account, account)) ?? parts.createAccount(account),
  );
  const queues = config.pipelines.flatMap(({ name: pipeline, queue }): readonly CoreQueue[] => {
    if (queue === null) return [];
    const same = before?.queues.find((one) => one.pipeline === pipeline && isDeepStrictEqual(one.config, queue));
    return [same ?? parts.createQueue({ pipeline, config: queue })];
  });
  return { config, accounts, queues, monitor: parts.createMonitor(accounts) };
}

/** Always that of the settings in force, for those who keep it longer than they hold. */
export function currentMonitor(current: () => Monitor): Monitor {
  return new Proxy(current(), { get: (_first, name) => Reflect.get(current(), name) });
}
