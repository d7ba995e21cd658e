import { createBalancePoll, type PollPorts } from '../../src/monitor/pollBalance.ts';
import type { BalanceAnswer, ThreadsAnswer } from '../../src/monitor/ports.ts';
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
}

/** A poll of the balance over answers that the test gives, with a clock that only the test moves. */
export function setPoll({ answers = [], threads, reachesDiscord = async () => true, add }: Script) {
  const kept: [string, Reading][] = [];
  const logged: object[] = [];
  const asked = { balance: 0, threads: 0, discord: 0 };
  let now = NOW;
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
    clock: { now: () => now },
    log: { ...silentLog, warn: (fields) => void logged.push(fields), error: (fields) => void logged.push(fields) },
    pipeline: PIPELINE,
    intervalMs: MINUTE,
  });
  return {
    poll,
    kept,
    logged,
    asked,
    async pollAfter(ms: number) {
      now += ms;
      return poll.poll();
    },
  };
}
