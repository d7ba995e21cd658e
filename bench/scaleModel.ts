import { PER_SECOND } from '../src/discord/requestRate.ts';
import { createRequestTurns } from '../src/discord/requestTurns.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** The messages to be sent, and the time that each step takes. */
export interface ScaleModel {
  readonly servers: number;
  /** Of the worker role; they share what Discord allows. */
  readonly processes: number;
  /** Servers that are notified through a webhook, which Discord counts by address. */
  readonly webhookShare: number;
  /** Messages that are critical, and go first. */
  readonly criticalShare: number;
  readonly answerMs: number;
  /** Judging, deciding and writing, a server. */
  readonly decideMs: number;
  /** Taking a message that is due, of so many that wait. */
  readonly claimMs: (waiting: number) => number;
  /** Writing before and after it leaves. */
  readonly noteMs: number;
}

export interface ScaleResult {
  readonly allMs: number;
  readonly criticalMs: number;
  readonly perSecond: number;
}

/** As in src/monitor/alerts/evaluate.ts and src/roles/senders.ts. */
const DECIDED_TOGETHER = 10;
const MOST_UNDER_WAY = 64;

/** All servers are notified of one incident, under Discord's limits: the turns are the program's own, on a clock that is simulated. */
export async function simulate(model: ScaleModel): Promise<ScaleResult> {
  const timeline = createTimeline();
  const messages = createMessages(model);
  const leftAt: number[] = [];
  let criticalMs = 0;

  async function work(isDeciding: boolean): Promise<void> {
    const turns = createRequestTurns(timeline);
    turns.allow(Math.floor(PER_SECOND / model.processes), Number.POSITIVE_INFINITY);
    const thread = createThread(timeline);
    if (isDeciding) void decide(thread);
    const underWay = new Set<Promise<void>>();
    for (;;) {
      if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      await turns.room();
      if (messages.left() === 0) return;
      await thread.use(model.claimMs(messages.waiting()));
      const message = messages.take();
      if (message === null) {
        await timeline.sleep(model.decideMs * DECIDED_TOGETHER);
        continue;
      }
      const sending: Promise<void> = send(message).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }

    async function send({ isCritical, isWebhook }: Message): Promise<void> {
      await thread.use(model.noteMs / 2);
      const answered = await turns.next(isWebhook ? 'address' : 'bot', false);
      leftAt.push(timeline.elapsed());
      if (isCritical) criticalMs = timeline.elapsed();
      await timeline.sleep(model.answerMs);
      answered();
      await thread.use(model.noteMs / 2);
    }
  }

  async function decide(thread: Thread): Promise<void> {
    while (messages.undecided() > 0) {
      const part = Math.min(DECIDED_TOGETHER, messages.undecided());
      await thread.use(model.decideMs * part);
      messages.decided(part);
      // Others have their turn.
      await timeline.sleep(0);
    }
  }

  for (let n = 0; n < model.processes; n += 1) void work(n === 0);
  await timeline.run();
  const allMs = leftAt.at(-1) ?? 0;
  return { allMs, criticalMs, perSecond: ((leftAt.length - 1) * 1_000) / (allMs - (leftAt[0] ?? 0)) };
}

interface Message {
  readonly isCritical: boolean;
  readonly isWebhook: boolean;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Those that are decided wait in their order, the critical ones first. */
function createMessages({ servers, criticalShare, webhookShare }: ScaleModel) {
  const waiting = { critical: 0, other: 0 };
  let [decided, taken] = [0, 0];
  /** Evenly spread, and in no step with the turns of the processes. */
  const isAmong = (n: number, share: number) => (n * GOLDEN) % 1 < share;

  return {
    undecided: () => servers - decided,
    left: () => servers - taken,
    waiting: () => decided - taken,
    decided(count: number): void {
      for (let n = decided; n < decided + count; n += 1) waiting[isAmong(n, criticalShare) ? 'critical' : 'other'] += 1;
      decided += count;
    },
    take(): Message | null {
      const isCritical = waiting.critical > 0;
      if (!isCritical && waiting.other === 0) return null;
      waiting[isCritical ? 'critical' : 'other'] -= 1;
      taken += 1;
      return { isCritical, isWebhook: isAmong(taken, webhookShare) };
    },
  };
}

/** One thing after the other, as a process does that waits for its database. */
function createThread({ elapsed, after }: Timeline) {
  let freeAt = 0;
  return {
    use: (ms: number) =>
      new Promise<void>((resolve) => {
        freeAt = Math.max(freeAt, elapsed()) + ms;
        after(freeAt - elapsed(), resolve);
      }),
  };
}

type Thread = ReturnType<typeof createThread>;
