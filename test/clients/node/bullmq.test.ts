import { Queue, QueueEvents, UnrecoverableError, Worker } from 'bullmq';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Reporter } from '../../../clients/node/reporter.ts';
import { lacks } from '../../fixtures/installed.ts';
import { setUpLocalMonitor, setUpReporter } from '../../fixtures/localMonitor.ts';
import { connectRedis, startRedis } from '../../fixtures/redisServer.ts';

const QUEUE = 'captcha';
const REPEATED = { attempts: 2, backoff: 10 };

interface Task {
  readonly answer?: unknown;
  readonly error?: string;
  readonly isHopeless?: boolean;
  readonly ms?: number;
}

/** Tasks as they may end: solved, refused in an answer, failed, failed and then solved, failed for good at once. */
const TASKS: readonly [Task, { readonly attempts?: number; readonly backoff?: number }, object][] = [
  [{ answer: 'token', ms: 120 }, {}, { outcome: 'solved' }],
  [
    { answer: { status: 0, request: 'ERROR_ZERO_BALANCE' } },
    {},
    { outcome: 'failed', errorCode: 'ERROR_ZERO_BALANCE' },
  ],
  [{ error: 'ERROR_CAPTCHA_UNSOLVABLE' }, REPEATED, { outcome: 'failed', errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' }],
  [{ error: 'ERROR_BAD_PROXY once', answer: 'token' }, REPEATED, { outcome: 'solved' }],
  [{ error: 'ERROR_PAGEURL', isHopeless: true }, REPEATED, { outcome: 'failed', errorCode: 'ERROR_PAGEURL' }],
  [{ error: 'the solve timed out' }, {}, { outcome: 'failed', errorCode: 'TIMEOUT' }],
];
const EXPECTED = TASKS.map(([, , record]) => record);

/** How tasks ended, whatever the order. */
function endsOf(records: readonly object[]): readonly string[] {
  return records.map((one) => `${Reflect.get(one, 'outcome')} ${Reflect.get(one, 'errorCode') ?? ''}`).toSorted();
}

async function runTask({ data, attemptsMade }: { readonly data: Task; readonly attemptsMade: number }) {
  if (data.ms !== undefined) await new Promise((resolve) => setTimeout(resolve, data.ms));
  const isFirst = attemptsMade === 0;
  if (data.error !== undefined && (isFirst || data.answer === undefined)) {
    throw data.isHopeless ? new UnrecoverableError(data.error) : new Error(data.error);
  }
  return data.answer;
}

async function setUp(follow: (parts: { reporter: Reporter; worker: Worker; queue: Queue; url: string }) => unknown) {
  const { url } = await startRedis();
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  const queue = new Queue(QUEUE, { connection: await connectRedis(url) });
  const worker = new Worker<Task>(QUEUE, runTask, { connection: await connectRedis(url), autorun: false });
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  onTestFinished(() => queue.close());
  onTestFinished(() => worker.close());
  await follow({ reporter, worker, queue, url });
  for (const [task, options] of TASKS) await queue.add('solve', task, options);
  void worker.run();
  await vi.waitFor(() => expect(reporter.counts.recorded).toBe(TASKS.length), { timeout: 20_000 });
  await reporter.flush();
  return monitor.results();
}

describe.skipIf(lacks('redis-server', 'redis-server'))('BullMQ, with a real Redis', () => {
  test('a worker reports each job once, as it ended, with how long it took', async () => {
    const results = await setUp(({ reporter, worker }) => reporter.reportWorker(worker, { type: 'turnstile' }));
    expect(endsOf(results)).toEqual(endsOf(EXPECTED));
    expect(new Set(results.map(({ captchaType }) => captchaType))).toEqual(new Set(['turnstile']));
    const slowest = Math.max(...results.map(({ latencyMs }) => Number(latencyMs)));
    expect(slowest).toBeGreaterThanOrEqual(119);
  });

  test('events of a queue report the same, from beside the pipeline', async () => {
    const results = await setUp(async ({ reporter, queue, url }) => {
      const events = new QueueEvents(QUEUE, { connection: await connectRedis(url) });
      events.on('error', () => undefined);
      onTestFinished(() => events.close());
      await events.waitUntilReady();
      reporter.reportQueueEvents(events, queue, { type: (job) => (job === null ? 'gone' : 'turnstile') });
    });
    expect(endsOf(results)).toEqual(endsOf(EXPECTED));
    expect(Math.max(...results.map(({ latencyMs }) => Number(latencyMs)))).toBeGreaterThanOrEqual(119);
    expect(results[0]).toMatchObject({ captchaType: 'turnstile', at: expect.any(Number) });
  });
});
