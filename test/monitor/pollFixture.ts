import { createBalancePoll, type PollPorts } from '../../src/monitor/accounts/pollBalance.ts';
import { NOTHING_ASKED } from '../../src/monitor/accounts/pollMemory.ts';
import type { BalanceAnswer, ThreadsAnswer } from '../../src/monitor/ports/provider.ts';
import type { PollState, StoredPollState } from '../../src/monitor/ports/providerHealthStore.ts';
import type { Store } from '../../src/monitor/ports/store.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { Reading } from '../../src/monitor/types.ts';
import { PIPELINE, silentLog } from './fixed.ts';
import { MINUTE, NOW } from './limits.ts';

interface Script {
  /** What CaptchaAI answers, one after the other; then always a balance. */
  readonly answers?: BalanceAnswer[];
  /** What it answers of its threads; absent: it is not asked. */
  readonly threads?: ThreadsAnswer[];
  readonly reachesDiscord?: () => Promise<boolean>;
  readonly add?: PollPorts['readings']['add'];
  /** What outlives a restart; the same for two polls: the second is the process after it. */
  readonly providerHealth?: Store['providerHealth'];
  readonly keyHash?: string;
  readonly now?: Millis;
}

/** What is kept of our calls, without a database; `keySince` is when the present key was first used. */
export function keepHealth() {
  let kept: StoredPollState | null = null;
  const keySince: Millis[] = [];
  return {
    keySince,
    kept: () => kept,
    providerHealth: {
      load: async () => kept,
      async begin(_pipeline: string, keyHash: string, since: Millis) {
        keySince.push(since);
        kept = { keyHash, ...NOTHING_ASKED };
      },
      async save(_pipeline: string, keyHash: string, state: PollState) {
        if (kept?.keyHash === keyHash) kept = { keyHash, ...state };
      },
    },
  };
}

/** A poll of the balance over answers that the test gives, with a clock that only the test moves. */
export function setPoll({ answers = [], threads, reachesDiscord = async () => true, add, ...more }: Script) {
  const kept: [string, Reading][] = [];
  const logged: object[] = [];
  const asked = { balance: 0, threads: 0, discord: 0 };
  let now = more.now ?? NOW;
  const poll = createBalancePoll({
    balances: {
      async getBalance() {
        asked.balance += 1;
        return answers.shift() ?? { ok: true, balanceMicros: 1 };
      },
    },
    threads:
      threads === undefined
        ? null
        : {
            async getThreads() {
              asked.threads += 1;
              return threads.shift() ?? { ok: true, busy: 1, total: 20 };
            },
          },
    reachesDiscord() {
      asked.discord += 1;
      return reachesDiscord();
    },
    readings: {
      newest: async () => kept.findLast(([, { metric }]) => metric === 'balance')?.[1] ?? null,
      add:
        add ??
        (async (pipeline, readings) => {
          kept.push(...readings.map((reading): [string, Reading] => [pipeline, reading]));
        }),
    },
    providerHealth: more.providerHealth ?? keepHealth().providerHealth,
    keyHash: more.keyHash ?? 'k1',
    clock: { now: () => now },
    log: { ...silentLog, warn: (fields) => void logged.push(fields), error: (fields) => void logged.push(fields) },
    pipeline: PIPELINE,
    intervalMs: MINUTE,
  });
  let dueAt = now;
  return {
    poll: {
      ...poll,
      /** Again when it is due, as the loop of the process does. */
      async poll(): Promise<Millis> {
        now = Math.max(now, dueAt);
        const restMs = await poll.poll();
        dueAt = now + restMs;
        return restMs;
      },
    },
    kept,
    logged,
    asked,
    async pollAt(at: Millis) {
      now = at;
      return poll.poll();
    },
    async pollAfter(ms: number) {
      now += ms;
      return poll.poll();
    },
  };
}
