import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createCaptchaAiClient } from '../captchaai/client.ts';
import { CODE_BOOK } from '../captchaai/errorCodes.ts';
import { keyHash } from '../captchaai/keyHash.ts';
import type { AccountConfig } from '../config/accountConfig.ts';
import { type Config, secretsOf } from '../config/config.ts';
import type { QueueConfig } from '../config/queueSettings.ts';
import type { Logger } from '../log.ts';
import { type BalancePoll, createBalancePoll, type PollPorts } from '../monitor/accounts/pollBalance.ts';
import type { WatchedAccount } from '../monitor/accounts/watchedAccount.ts';
import { createTestAlerts, type TestAlerts } from '../monitor/delivery/testAlerts.ts';
import { createReader } from '../monitor/kinds/reader.ts';
import { createMonitor, type Monitor } from '../monitor/monitor.ts';
import type { QueueSource } from '../monitor/ports/queueSource.ts';
import { type CodeNames, createCodeNames } from '../monitor/record/codeNames.ts';
import { namedResults } from '../monitor/record/namedResults.ts';
import { createRecorder, type Recorder } from '../monitor/record/record.ts';
import type { GuildDefaults } from '../monitor/settings/guildSettings.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import { createQueueSource } from '../queues/createQueueSource.ts';
import { createHider } from '../redaction/secretPattern.ts';
import type { OpenStore } from '../store/open.ts';
import { guildDefaultsOf } from './guildDefaults.ts';
import type { KnownDiscord } from './knownDiscord.ts';
import type { Signals } from './signals.ts';

/** What the process gives to every role. */
export interface CoreParts {
  readonly store: OpenStore;
  readonly log: Logger;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

export interface CoreOptions {
  readonly config: Config;
  readonly parts: CoreParts;
  readonly known: KnownDiscord;
  readonly reachesDiscord: PollPorts['reachesDiscord'];
  readonly signals: Pick<Signals, 'evaluate' | 'deliver'>;
}

/** An account with its pipelines, and how it is polled. */
export interface CoreAccount extends WatchedAccount {
  readonly poll: BalancePoll;
}

/** What the roles share. Codes have one name each in its store. */
export interface Core extends CoreParts {
  readonly accounts: readonly CoreAccount[];
  /** Takes the secrets of the settings out of a text. */
  readonly hide: (text: string) => string;
  readonly codeNames: CodeNames;
  readonly guildDefaults: GuildDefaults;
  readonly recorder: Recorder;
  /** The queue of the first pipeline, where the monitor reads it itself; null where the settings name none. */
  readonly queue: { readonly pipeline: string; readonly source: QueueSource; readonly config: QueueConfig } | null;
  readonly testAlerts: TestAlerts;
  readonly monitor: Monitor;
}

/** Somebody waits for the result of a test alert; Discord lets them wait 15 minutes. */
const TEST_PATIENCE_MS = 20_000;

export function createCore({ config, parts, known, reachesDiscord, signals }: CoreOptions): Core {
  const { log, clock, elapsed } = parts;
  const codes = CODE_BOOK;
  const codeNames = createCodeNames(codes);
  const store = { ...parts.store, results: namedResults(parts.store.results, codeNames) };
  const guildDefaults = guildDefaultsOf(config, known);
  const [onChange, onDeliveries] = [signals.evaluate.raise, signals.deliver.raise];

  const recorder = createRecorder({
    results: store.results,
    codes,
    clock,
    log,
    gather: nextTurn,
    onRecorded: onChange,
  });
  const accounts = config.accounts.map((account): CoreAccount => {
    const poll = createPoll(account, { store, clock, log }, reachesDiscord);
    const reader = createReader({ store, account, provider: poll.health, codes, lateMs: recorder.lateMs });
    return { account, poll, reader };
  });
  const patience = () => sleep(TEST_PATIENCE_MS, undefined, { ref: false });
  const testAlerts = createTestAlerts({ store, clock, guildDefaults, onDeliveries, patience });
  const monitor = createMonitor({
    store,
    clock,
    log,
    accounts,
    codes,
    guildDefaults,
    recorder,
    testAlerts,
    onChange,
    onDeliveries,
  });
  const queue =
    config.queue === null
      ? null
      : {
          pipeline: monitor.pipelines[0] ?? '',
          source: createQueueSource(config.queue.options, clock),
          config: config.queue,
        };
  const hide = createHider(secretsOf(config));
  return {
    store,
    log,
    clock,
    elapsed,
    accounts,
    hide,
    codeNames,
    guildDefaults,
    recorder,
    queue,
    testAlerts,
    monitor,
  };
}

function createPoll(
  { name: account, captchaAi: config }: AccountConfig,
  { store, clock, log }: Omit<CoreParts, 'elapsed'>,
  reachesDiscord: PollPorts['reachesDiscord'],
): BalancePoll {
  const captchaAi = createCaptchaAiClient(config);
  return createBalancePoll({
    balances: captchaAi,
    threads: config.threadsProbe ? captchaAi : null,
    reachesDiscord,
    readings: store.readings,
    providerHealth: store.providerHealth,
    keyHash: keyHash(config.apiKey),
    clock,
    log,
    account,
    intervalMs: config.pollMs,
  });
}
