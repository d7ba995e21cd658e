import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createCaptchaAiClient } from '../captchaai/client.ts';
import { CODE_BOOK } from '../captchaai/errorCodes.ts';
import { keyHash } from '../captchaai/keyHash.ts';
import type { AccountConfig } from '../config/accountConfig.ts';
import type { Config } from '../config/config.ts';
import { secretsOf } from '../config/secretsOf.ts';
import type { Logger } from '../log.ts';
import { type BalancePoll, createBalancePoll, type PollPorts } from '../monitor/accounts/pollBalance.ts';
import { createTestAlerts, type TestAlerts } from '../monitor/delivery/testAlerts.ts';
import { createReader } from '../monitor/kinds/reader.ts';
import { createMonitor, type Monitor } from '../monitor/monitor.ts';
import { type CodeNames, createCodeNames } from '../monitor/record/codeNames.ts';
import { namedResults } from '../monitor/record/namedResults.ts';
import { createRecorder, type Recorder } from '../monitor/record/record.ts';
import type { WatchedClock } from '../monitor/record/watchedClock.ts';
import type { GuildDefaults } from '../monitor/settings/guildDefaults.ts';
import { createGuildEvents, type GuildEvents } from '../monitor/settings/guildEvents.ts';
import type { Millis } from '../monitor/time.ts';
import { createQueueSource } from '../queues/createQueueSource.ts';
import { createGrowingHider } from '../redaction/growingHider.ts';
import type { OpenStore } from '../store/open.ts';
import { isPostgresUrl } from '../store/postgresUrl.ts';
import { guildDefaultsOf } from './guildDefaults.ts';
import type { KnownDiscord } from './knownDiscord.ts';
import { createLeases, type Leases } from './leases.ts';
import type { Signals } from './signals.ts';
import { type CoreAccount, type CoreQueue, createWatching, currentMonitor, type Watching } from './watching.ts';

/** What the process gives to every role. */
export interface CoreParts {
  readonly store: OpenStore;
  readonly log: Logger;
  readonly clock: WatchedClock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  /** Tells this process from others on the same database. */
  readonly holder: string;
}

export interface CoreOptions {
  readonly config: Config;
  readonly parts: CoreParts;
  readonly known: KnownDiscord;
  readonly reachesDiscord: PollPorts['reachesDiscord'];
  readonly signals: Pick<Signals, 'evaluate' | 'deliver'>;
}

/** What the roles share. Codes have one name each in its store. */
export interface Core extends CoreParts {
  /** The work that this process does for all others. */
  readonly leases: Leases;
  /** Whether other processes can use the database. */
  readonly isShared: boolean;
  /** Of the settings in force, as is everything that follows from them here. */
  readonly config: Config;
  readonly accounts: readonly CoreAccount[];
  /** Puts other settings in force. What depends on nothing but the start stays as it is. */
  readonly replace: (config: Config) => void;
  /** Takes the secrets of the settings out of a text. */
  readonly hide: (text: string) => string;
  readonly codeNames: CodeNames;
  readonly guildDefaults: GuildDefaults;
  readonly recorder: Recorder;
  /** The queues that the monitor reads itself. */
  readonly queues: readonly CoreQueue[];
  readonly testAlerts: TestAlerts;
  readonly monitor: Monitor;
  /** What the monitor does with events of servers, written into this part of the store. */
  readonly guildEvents: (store: Pick<OpenStore, 'guilds'>) => GuildEvents;
}

/** Somebody waits for the result of a test alert; Discord lets them wait 15 minutes. */
const TEST_DEADLINE_MS = 20_000;
const TEST_LOOK_AGAIN_MS = 300;

export function createCore({ config, parts, known, reachesDiscord, signals }: CoreOptions): Core {
  const { log, clock, elapsed } = parts;
  const codes = CODE_BOOK;
  const codeNames = createCodeNames(codes);
  const store = { ...parts.store, results: namedResults(parts.store.results, codeNames) };
  const hider = createGrowingHider(secretsOf(config));
  const guildDefaults = guildDefaultsOf(() => watching.config, config, known);
  const [onChange, onDeliveries] = [signals.evaluate.raise, signals.deliver.raise];

  const recorder = createRecorder({
    results: store.results,
    codes,
    clock,
    log,
    gather: nextTurn,
    onRecorded: onChange,
  });
  const deadline = () => sleep(TEST_DEADLINE_MS, undefined, { ref: false });
  const isShared = isPostgresUrl(config.database);
  const lookAgain = isShared ? () => sleep(TEST_LOOK_AGAIN_MS, undefined, { ref: false }) : null;
  const testAlerts = createTestAlerts({ store, clock, guildDefaults, onDeliveries, deadline, lookAgain });
  const ports = { store, clock, log, codes, guildDefaults, recorder, testAlerts, onChange, onDeliveries };
  const watch = (next: Config, before: Watching | null) =>
    createWatching(next, before, {
      createAccount(account) {
        const poll = createPoll(account, { store, clock, log }, reachesDiscord);
        const reader = createReader({ store, account, provider: poll.health, codes, lateMs: recorder.lateMs });
        return { account, poll, reader };
      },
      createQueue: (queue) => ({ ...queue, source: createQueueSource(queue.config.options, clock) }),
      createMonitor: (accounts) => withHiddenNames(createMonitor({ ...ports, accounts }), hider.hide),
    });
  let watching = watch(config, null);
  const monitor = currentMonitor(() => watching.monitor);
  return {
    store,
    log,
    clock,
    elapsed,
    holder: parts.holder,
    leases: createLeases({ store: parts.store, holder: parts.holder, clock, elapsed, log }),
    isShared,
    get config() {
      return watching.config;
    },
    get accounts() {
      return watching.accounts;
    },
    get queues() {
      return watching.queues;
    },
    replace(next) {
      hider.add(secretsOf(next));
      watching = watch(next, watching);
    },
    hide: hider.hide,
    codeNames,
    guildDefaults,
    recorder,
    testAlerts,
    monitor,
    guildEvents: ({ guilds }) => withHiddenNames(createGuildEvents({ ...ports, store: { guilds } }), hider.hide),
  };
}

/** A server may be named after one of our secrets. */
function withHiddenNames<T extends GuildEvents>(events: T, hide: (text: string) => string): T {
  return {
    ...events,
    guildsSeen: (guilds) => events.guildsSeen(guilds.map((seen) => ({ ...seen, name: hide(seen.name) }))),
  };
}

function createPoll(
  { name: account, captchaAi: config }: AccountConfig,
  { store, clock, log }: Omit<CoreParts, 'elapsed' | 'holder'>,
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
