import { onTestFinished } from 'vitest';
import { NOT_POLLED, type ProviderHealth } from '../../src/monitor/accounts/providerHealth.ts';
import { evaluate } from '../../src/monitor/alerts/evaluate.ts';
import type { Delivery, Detour, Message, SendOutcome, SentMessage } from '../../src/monitor/alerts/message.ts';
import { deliverNext } from '../../src/monitor/delivery/deliver.ts';
import { createPipelineReader } from '../../src/monitor/kinds/pipelineReader.ts';
import type { SendSteps } from '../../src/monitor/ports/receiver.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { sendDueSummaries } from '../../src/monitor/reports/dailySummary.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { Destination, Guild, Limits, Metric, MuteScope, Place, SolveResult } from '../../src/monitor/types.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { change } from '../store/change.ts';
import { ANA, PIPELINE, silentLog } from './fixed.ts';
import { inWords } from './inWords.ts';
import { LIMITS, NOW } from './limits.ts';
import { listen } from './listen.ts';

export interface StageOptions {
  readonly store?: OpenStore;
  readonly limits?: Limits;
  readonly timeZone?: string;
  readonly summaryMinute?: number;
  readonly now?: Millis;
}

interface Inboxed {
  readonly guildId: string;
  readonly destination: Destination | null;
  readonly message: Message;
}

/** The core over a real store in memory, with a clock that only the test moves and a Discord that only the test answers for. */
export async function setStage({
  store: given,
  limits = LIMITS,
  timeZone = 'UTC',
  summaryMinute = 540,
  now = NOW,
}: StageOptions = {}) {
  const store = given ?? (await openStore(':memory:'));
  if (given === undefined) onTestFinished(() => store.close());

  const decided: string[] = [];
  const counted: string[] = [];
  const inbox: Inboxed[] = [];
  const edits: { message: Message; target: SentMessage | null }[] = [];
  let health: ProviderHealth = NOT_POLLED;
  let late: Millis | null = null;
  let refusal: Exclude<SendOutcome, { outcome: 'delivered' }> | null = null;

  const ports = {
    store,
    clock: { now: () => now },
    log: silentLog,
    readPipeline: createPipelineReader({
      store,
      pipeline: PIPELINE,
      provider: () => health,
      codes: { explain: () => null },
      lateMs: () => late,
    }),
    guildDefaults: {
      timeZone,
      summaryMinute,
      limits,
      webhook: { id: 'w1', threadId: null, mention: null },
      knowsWebhook: () => true,
      refuges: (): readonly Place[] => [],
    },
    counters: {
      decided(kind: string, reason: string, times: number) {
        for (let i = 0; i < times; i += 1) decided.push(`${kind} ${reason}`);
      },
      sent: (type: string, outcome: string) => void counted.push(`${type} ${outcome}`),
    },
    random: () => 0,
    notifier: {
      async send(
        { guildId, message, target }: Delivery,
        { destination }: Guild,
        _steps: SendSteps,
        _detour?: Detour,
      ): Promise<SendOutcome> {
        if (refusal !== null) return refusal;
        if (message.type === 'edit') edits.push({ message, target });
        else inbox.push({ guildId, destination, message });
        const place = destination ?? { type: 'channel', channelId: 'nowhere' };
        return { outcome: 'delivered', messageId: target?.messageId ?? `m${inbox.length}`, place };
      },
    },
    pipeline: PIPELINE,
    onAttempt: () => undefined,
    codes: { known: [], explain: () => null },
  };
  let heardUntil = now;
  await store.listening.beat(PIPELINE, now);
  /** The process was at work all the time since then. */
  const hear = async () => {
    await listen(store, heardUntil, now);
    heardUntil = now;
  };
  const read = async (metric: Metric, value: number) => {
    await hear();
    await store.readings.add(PIPELINE, [{ metric, at: now, value }]);
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
    /** The new messages that Discord took so far, and what it was asked to edit. */
    inbox,
    edits,
    now: () => now,
    at(time: Millis) {
      now = time;
      heardUntil = Math.min(heardUntil, now);
    },
    wait(ms: Millis) {
      now += ms;
      // A clock that is set back is noticed at once.
      heardUntil = Math.min(heardUntil, now);
    },
    discordRefuses(outcome: typeof refusal = { outcome: 'retry', afterMs: null, why: 'unreachable' }) {
      refusal = outcome;
    },
    discordIsBack() {
      refusal = null;
    },
    async addGuild(id: string, channelId: string | null = `${id}-channel`) {
      await store.guilds.see({ id, name: id }, now);
      if (channelId !== null) await store.guilds.choose(id, { channelId: channelId, mention: null }, []);
    },
    balance: (usd: number) => read('balance', usd * 1_000_000),
    queue: (depth: number) => read('queueDepth', depth),
    workers: (active: number) => read('activeWorkers', active),
    async threads(busy: number, total: number) {
      await read('threadsTotal', total);
      await read('threadsBusy', busy);
    },
    provider(is: Partial<ProviderHealth>) {
      health = { ...NOT_POLLED, polledAt: now, ...is };
    },
    async results(solved: number, failed: number, more: Partial<SolveResult> = {}) {
      await hear();
      await addResults(store, now, solved, failed, more);
    },
    /** Results are steadily dated that much earlier than they arrive. */
    isLate(ms: Millis | null) {
      late = ms;
    },
    /** The clock and nothing else moves: it was set, or the machine slept. */
    jump(ms: Millis) {
      now += ms;
      heardUntil = now;
    },
    mute: (guildId: string, scope: MuteScope, forMs: Millis) =>
      store.mutes.add({ guildId, scope, until: now + forMs, createdAt: now, by: ANA, reason: null }, change()),
    async evaluate() {
      await hear();
      return evaluate(PIPELINE, ports);
    },
    sendDueSummaries: () => sendDueSummaries(ports),
    deliverNext: () => deliverNext(ports),
    drain,
    /** Evaluates, delivers what came of it, and answers what new messages each guild got by that. */
    async tell(): Promise<string[]> {
      const from = inbox.length;
      await hear();
      await evaluate(PIPELINE, ports);
      await drain();
      return inbox.slice(from).map(({ guildId, message }) => `${guildId}: ${inWords(message)}`);
    },
  };
}

export function result(at: Millis, more: Partial<SolveResult> = {}): SolveResult {
  return { at, outcome: 'solved', errorCode: null, latencyMs: null, costMicros: null, captchaType: null, ...more };
}

export async function addResults(
  store: OpenStore,
  at: Millis,
  solved: number,
  failed: number,
  more: Partial<SolveResult> = {},
): Promise<void> {
  const buckets = new OpenBuckets();
  for (let i = 0; i < solved; i += 1) buckets.add(PIPELINE, result(at, more));
  for (let i = 0; i < failed; i += 1)
    buckets.add(PIPELINE, result(at, { errorCode: 'ERROR_X', ...more, outcome: 'failed' }));
  await store.results.add(buckets, [], at);
}
