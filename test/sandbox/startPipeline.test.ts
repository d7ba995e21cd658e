import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createSignal } from '../../sandbox/discord/signal.ts';
import type { Result } from '../../sandbox/pipeline/result.ts';
import { type Pipeline, type PipelineOptions, startPipeline } from '../../sandbox/pipeline/startPipeline.ts';
import { listenLocally } from '../fixtures/localServer.ts';

const HOUR = 3_600_000;

interface Taken {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

describe('a running pipeline', () => {
  let server: Server;
  let pipeline: Pipeline | undefined;
  let baseUrl: string;
  let taken: Taken[];
  const taking = createSignal();
  let answers: [status: number, headers?: Record<string, string>][];
  let clock: number;

  beforeEach(async () => {
    taken = [];
    answers = [];
    clock = Date.UTC(2026, 3, 20);
    server = createServer(async (request, response) => {
      taken.push({ path: request.url ?? '', authorization: request.headers.authorization, body: await read(request) });
      const [status, headers] = answers.shift() ?? [202];
      response.writeHead(status, headers).end();
      // A second goes by with every request, so that there is always something to report.
      clock += 1_000;
      taking.changed();
    });
    baseUrl = (await listenLocally(server)).url;
    onTestFinished(() => pipeline?.stop());
  });

  async function read(request: IncomingMessage): Promise<unknown> {
    return JSON.parse(Buffer.concat(await request.toArray()).toString());
  }

  async function listen(port: number): Promise<void> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  }

  function start(options: Partial<PipelineOptions> = {}): Pipeline {
    const common = { baseUrl, token: 'secret', seed: 1, resultsPerSecond: 20, now: () => clock, tickMs: 0 };
    pipeline = startPipeline({ ...common, wait: async () => undefined, ...options });
    return pipeline;
  }

  async function until(done: () => boolean): Promise<void> {
    await taking.until(
      () => done() || undefined,
      5_000,
      () => `Only this was taken within 5 s: ${taken.map(({ path }) => path).join(' ')}`,
    );
  }

  const batches = () => taken.filter(({ path }) => path === '/v1/results').map(({ body }) => body as Result[]);

  test('posts a queue reading, then batches of results, with its token', async () => {
    const { posted } = start();
    await until(() => batches().length === 3);
    await pipeline?.stop();

    expect(taken[0]).toEqual({
      path: '/v1/queue',
      authorization: 'Bearer secret',
      body: { depth: 12, activeWorkers: 12 },
    });
    expect(new Set(taken.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret']));
    expect(posted.results).toBe(batches().flat().length);
    expect(posted).toMatchObject({ readings: 1, retries: 0, refused: 0 });
  });

  test('reports the same results for the same seed', async () => {
    const first = async () => {
      taken = [];
      clock = 0;
      start();
      await until(() => batches().length === 3);
      await pipeline?.stop();
      return batches().slice(0, 3);
    };
    expect(await first()).toEqual(await first());
  });

  test('changes its mood while it runs', async () => {
    start({ mood: 'quiet', queueEveryMs: 0 });
    await until(() => taken.length === 3);
    expect(batches()).toEqual([]);
    pipeline?.setMood('spike');
    await until(() => batches().length > 0);
  });

  test.each([429, 503])('waits as long as Retry-After says after %d, and then sends the same again', async (status) => {
    const waits: number[] = [];
    answers = [[202], [status, { 'Retry-After': '7' }]];
    start({ wait: async (ms) => void waits.push(ms) });
    await until(() => batches().length === 2);
    await pipeline?.stop();

    expect(waits).toEqual([7_000]);
    expect(batches()[1]).toEqual(batches()[0]);
    expect(pipeline?.posted.retries).toBe(1);
  });

  test('waits longer and longer, up to five seconds, while there is no server, and goes on when it is back', async () => {
    server.close();
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
      if (waits.length === 7) await listen(Number(new URL(baseUrl).port));
    };
    start({ wait });
    await until(() => batches().length === 1);

    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    expect(pipeline?.posted).toMatchObject({ readings: 1, retries: 7 });
  });

  test('loses what was refused for good, counts it, and goes on', async () => {
    answers = [[401], [400]];
    const { posted } = start();
    await until(() => batches().length === 2);
    await pipeline?.stop();
    expect(posted).toMatchObject({ readings: 0, refused: 2, retries: 0 });
    expect(posted.results).toBe(batches().slice(1).flat().length);
  });

  test('cuts what has gathered into batches of at most 500, and keeps no more than a minute of it', async () => {
    start({ resultsPerSecond: 100, queueEveryMs: 1_000_000 });
    await until(() => taken.length === 1);
    clock += HOUR;
    await until(() => taken.length === 14);
    const gathered = batches().slice(0, 12);
    expect(Math.max(...gathered.map((batch) => batch.length))).toBe(500);
    expect(gathered.flat().length).toBeGreaterThan(5_500);
    expect(Date.parse(gathered[0]?.[0]?.at ?? '')).toBeGreaterThan(Date.UTC(2026, 3, 20) + HOUR - 61_000);
  });

  test('stops in the middle of a pause', async () => {
    const paused = Promise.withResolvers<void>();
    answers = [[503]];
    start({
      wait: async (_ms, signal) => {
        paused.resolve();
        await once(signal, 'abort');
      },
    });
    await paused.promise;
    await pipeline?.stop();
    expect(taken).toHaveLength(1);
  });
});
