import { onTestFinished } from 'vitest';
import { sendDueSummaries } from '../../src/monitor/dailySummary.ts';
import { deliverNext } from '../../src/monitor/deliver.ts';
import { evaluate } from '../../src/monitor/evaluate.ts';
import { OpenBuckets } from '../../src/monitor/openBuckets.ts';
import type { Log } from '../../src/monitor/ports.ts';
import type { Guild, Limits, Message, Millis, MuteScope, SendOutcome, SolveResult } from '../../src/monitor/types.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { LIMITS, NOW } from './limits.ts';

export const PIPELINE = 'default';

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface StageOptions {
  readonly store?: OpenStore;
  readonly limits?: Limits;
  readonly timeZone?: string;
  readonly summaryMinute?: number;
}

/** The core over a real store in memory, with a clock that only the test moves and a Discord that only the test answers for. */
export async function setStage({
  store: given,
  limits = LIMITS,
  timeZone = 'UTC',
  summaryMinute = 540,
}: StageOptions = {}) {
  const store = given ?? (await openStore(':memory:'));
  if (given === undefined) onTestFinished(() => store.close());

  const decided: string[] = [];
  const counted: string[] = [];
  const inbox: { guildId: string; destination: Guild['destination']; message: Message }[] = [];
  let now: Millis = NOW;
  let answer: SendOutcome = { outcome: 'delivered', messageId: 'm1' };

  const ports = {
    store,
    clock: { now: () => now },
    log: silentLog,
    limits,
    guildDefaults: { timeZone, summaryMinute, webhook: { id: 'w1', mention: null } },
    counters: {
      decided: (kind: string, reason: string) => void decided.push(`${kind} ${reason}`),
      sent: (type: string, outcome: string) => void counted.push(`${type} ${outcome}`),
    },
    random: () => 0,
    notifier: {
      async send({ guildId, message }: { guildId: string; message: Message }, { destination }: Guild) {
        if (answer.outcome === 'delivered') inbox.push({ guildId, destination, message });
        return answer;
      },
    },
    pipeline: PIPELINE,
  };
  const drain = async () => {
    while (await deliverNext(ports));
  };

  return {
    store,
    ports,
    /** Every decision so far, as `kind reason`. */
    decided,
    /** Every attempt to send so far, as `type outcome`. */
    counted,
    /** What Discord took so far. */
    inbox,
    now: () => now,
    at(time: Millis) {
      now = time;
    },
    wait(ms: Millis) {
      now += ms;
    },
    discordAnswers(outcome: SendOutcome) {
      answer = outcome;
    },
    async addGuild(id: string, channelId: string | null = `${id}-channel`) {
      await store.guilds.see({ id, name: id }, now);
      if (channelId !== null) await store.guilds.setChannel(id, channelId, null);
    },
    balance: (usd: number) => store.readings.add(PIPELINE, [{ metric: 'balance', at: now, value: usd * 1_000_000 }]),
    queue: (depth: number) => store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: now, value: depth }]),
    results: (solved: number, failed: number) => addResults(store, now, solved, failed),
    mute: (guildId: string, scope: MuteScope, forMs: Millis) =>
      store.mutes.add({ guildId, scope, until: now + forMs, createdAt: now, by: ANA, reason: null }),
    evaluate: () => evaluate(PIPELINE, ports),
    sendDueSummaries: () => sendDueSummaries(ports),
    deliverNext: () => deliverNext(ports),
    drain,
    /** Evaluates, delivers what came of it, and answers what each guild was told by that. */
    async tell(): Promise<string[]> {
      const from = inbox.length;
      await evaluate(PIPELINE, ports);
      await drain();
      return inbox.slice(from).map(({ guildId, message }) => `${guildId}: ${inWords(message)}`);
    },
  };
}

export const ANA = { userId: 'u1', name: 'ana' };

export function result(at: Millis, more: Partial<SolveResult> = {}): SolveResult {
  return { at, outcome: 'solved', errorCode: null, latencyMs: null, costMicros: null, captchaType: null, ...more };
}

export async function addResults(store: OpenStore, at: Millis, solved: number, failed: number): Promise<void> {
  const buckets = new OpenBuckets();
  for (let i = 0; i < solved; i += 1) buckets.add(PIPELINE, result(at));
  for (let i = 0; i < failed; i += 1) buckets.add(PIPELINE, result(at, { outcome: 'failed', errorCode: 'ERROR_X' }));
  await store.results.add(buckets);
}

/** A message as short as a table wants it, such as `balance warning` or `queue error after 3 held back`. */
function inWords(message: Message): string {
  if (message.type === 'summary') return 'summary';
  if (message.type === 'recovery') return `${message.after.kind} recovered`;
  const held = message.heldBack === 0 ? '' : ` after ${message.heldBack} held back`;
  return `${message.facts.kind} ${message.severity}${held}`;
}
