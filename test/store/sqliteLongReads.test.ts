import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withLongReads } from '../../src/store/longReads.ts';
import { createReadThread, type ReadThreadOptions } from '../../src/store/readThread.ts';
import { createSpanReads, type SpanReads } from '../../src/store/spanReads.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { bucketsOf, DAY, HOUR, MINUTE, NOW, openOnDisk, openSchema, PIPELINE, result } from '../fixtures/store.ts';

const PERCENTILES = [0.5, 0.95, 0.99];
const inPlace = () => undefined;

/** Every question about a span. */
const QUESTIONS: {
  readonly [Name in keyof SpanReads]: (reads: SpanReads, from: number, to: number) => Promise<unknown>;
} = {
  window: (reads, from, to) => reads.window(PIPELINE, from, to),
  windows: (reads, from, to) =>
    reads.windows(
      [from, from + DAY, to - HOUR].map((start) => ({ pipeline: PIPELINE, from: start })),
      to,
    ),
  byType: (reads, from, to) => reads.byType(PIPELINE, from, to),
  period: (reads, from, to) => reads.period(PIPELINE, from, to),
  steps: (reads, from, to) => reads.steps(PIPELINE, from, to, 15 * MINUTE),
  names: (reads, from, to) => reads.names(PIPELINE, from, to),
  latencySteps: (reads, from, to) => reads.latencySteps(PIPELINE, from, to, 15 * MINUTE),
  latencies: (reads, from, to) => reads.latencies(PIPELINE, from, to, PERCENTILES),
  latenciesByType: (reads, from, to) => reads.latenciesByType(PIPELINE, from, to, PERCENTILES),
  costSteps: (reads, from, to) => reads.costSteps(PIPELINE, from, to, 15 * MINUTE),
  costByType: (reads, from, to) => reads.costByType(PIPELINE, from, to),
};

async function setUpReads(options: Partial<ReadThreadOptions> = {}) {
  const opened = await openOnDisk();
  const here = createSpanReads(openSchema(opened.location));
  const thread = createReadThread({ file: opened.location, isInPlace: inPlace, ...options });
  onTestFinished(() => thread.stop());
  return {
    ...opened,
    store: opened.store,
    here,
    thread,
    reads: withLongReads(here, { reports: thread, evaluations: thread }),
  };
}

function add(store: Awaited<ReturnType<typeof setUpReads>>['store'], count: number, agoMs: number) {
  const some = Array.from({ length: count }, (_, i) =>
    result({
      at: NOW - agoMs - i * 7 * MINUTE,
      outcome: i % 3 === 0 ? 'failed' : 'solved',
      errorCode: i % 3 === 0 ? `ERROR_${i % 5}` : null,
      captchaType: `type-${i % 4}`,
      latencyMs: 1_000 + i * 13,
      costMicros: 100 + i,
    }),
  );
  return store.results.add(bucketsOf(some));
}

/** A thread that does what the text says, for each question. */
function programOf(text: string): URL {
  const file = join(temporaryFolder(), 'program.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${text}`);
  return pathToFileURL(file);
}

test.each(Object.entries(QUESTIONS))(
  '%s of a long span is the same as read directly, and its thread answered',
  async (_name, ask) => {
    const { store, here, thread, reads } = await setUpReads();
    await add(store, 900, HOUR);
    const asked = vi.spyOn(thread, 'ask');
    const found = await ask(reads, NOW - 3 * DAY, NOW + 1);
    expect(found).toEqual(await ask(here, NOW - 3 * DAY, NOW + 1));
    expect(JSON.stringify(found).length).toBeGreaterThan(50);
    expect(asked).toHaveBeenCalledTimes(1);
  },
);

test('spans of an hour, and sums of a day, are read at once, without the thread', async () => {
  const { store, thread, reads } = await setUpReads();
  await add(store, 5, 0);
  const asked = vi.spyOn(thread, 'ask');
  expect((await reads.window(PIPELINE, NOW - HOUR, NOW)).solved).toBe(3);
  // As an evaluation asks each second.
  expect((await reads.period(PIPELINE, NOW - DAY, NOW + 1)).solved).toBe(3);
  expect(await reads.windows([{ pipeline: PIPELINE, from: NOW - HOUR }], NOW)).toMatchObject([{ solved: 3 }]);
  expect(asked).not.toHaveBeenCalled();
});

test('what was recorded a moment ago is in the answer', async () => {
  const { store, reads } = await setUpReads();
  for (let i = 1; i <= 20; i += 1) {
    await store.results.add(bucketsOf([result({ at: NOW })]));
    expect((await reads.period(PIPELINE, NOW - 30 * DAY, NOW + 1)).solved).toBe(i);
  }
});

test('a thread that dies is replaced, and the question answered', async () => {
  const marker = join(temporaryFolder(), 'died');
  const program = programOf(`import { existsSync, writeFileSync } from 'node:fs';
    const first = !existsSync(${JSON.stringify(marker)});
    parentPort.on('message', () => {
      if (first) { writeFileSync(${JSON.stringify(marker)}, ''); process.exit(1); }
      parentPort.postMessage({ value: 'answered by the second' });
    });`);
  const { thread } = await setUpReads({ program });
  const reading = { name: 'period', args: [PIPELINE, 0, NOW], spanMs: NOW } as const;
  expect(await thread.ask(reading)).toBe('answered by the second');
});

test('where no thread lives, the question is answered here', async () => {
  const { store, reads, thread } = await setUpReads({ program: programOf('throw new Error("no thread today");') });
  await add(store, 3, HOUR);
  const asked = vi.spyOn(thread, 'ask');
  expect((await reads.period(PIPELINE, NOW - 3 * DAY, NOW)).solved).toBe(2);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('one that takes too long is given up, and the next question is answered', async () => {
  const program = programOf(`parentPort.on('message', ({ args }) => {
      if (args[0] === 'slow') for (;;);
      parentPort.postMessage({ value: args[0] });
    });`);
  const { thread } = await setUpReads({ program, withinMs: 1_000 });
  const ask = (pipeline: string) => thread.ask({ name: 'period', args: [pipeline], spanMs: 1 });
  const [slow, quick] = await Promise.allSettled([ask('slow'), ask('quick')]);
  expect(slow).toMatchObject({ status: 'rejected', reason: { message: 'reading took longer than 1000 ms' } });
  expect(quick).toEqual({ status: 'fulfilled', value: 'quick' });
});

test('a thread that nobody asks any more ends, and another one answers what comes later', async () => {
  const program = programOf(`import { threadId } from 'node:worker_threads';
    parentPort.on('message', () => parentPort.postMessage({ value: threadId }));`);
  const { thread } = await setUpReads({ program, idleMs: 1 });
  const ask = () => thread.ask({ name: 'period', args: [], spanMs: 1 });
  const first = await ask();
  await vi.waitFor(async () => expect(await ask()).not.toBe(first), 10_000);
});

test('of those that wait, the shortest span is read first', async () => {
  const { thread } = await setUpReads({
    program: programOf(`parentPort.on('message', ({ args }) => parentPort.postMessage({ value: args[0] }));`),
  });
  const answered: unknown[] = [];
  const ask = async (spanMs: number) => {
    answered.push(await thread.ask({ name: 'period', args: [spanMs], spanMs }));
  };
  await Promise.all([ask(30), ask(7), ask(1), ask(7.5)]);
  expect(answered).toEqual([30, 1, 7, 7.5]);
});

test('a failure of the database is answered as it is', async () => {
  const { other, reads } = await setUpReads();
  await other.exec('drop table solve_errors');
  await expect(reads.period(PIPELINE, NOW - 30 * DAY, NOW)).rejects.toThrow('no such table: solve_errors');
});

test('the thread cannot write', async () => {
  const { location } = await setUpReads();
  const program = new Worker(
    `const { DatabaseSync } = require('node:sqlite');
     const { parentPort, workerData } = require('node:worker_threads');
     const db = new DatabaseSync(workerData, { readOnly: true });
     try { db.exec("delete from solve_buckets"); parentPort.postMessage('wrote'); } catch (err) { parentPort.postMessage(err.message); }`,
    { eval: true, workerData: location },
  );
  const said = await new Promise((resolve) => program.once('message', resolve));
  expect(said).toBe('attempt to write a readonly database');
});

test('closing ends the thread, what waits fails with that reason, and nothing more is asked', async () => {
  const { thread } = await setUpReads({ program: programOf(`parentPort.on('message', () => undefined);`) });
  const ask = () => thread.ask({ name: 'period', args: [], spanMs: 1 });
  const waiting = Promise.allSettled([ask(), ask()]);
  await thread.stop();
  for (const each of await waiting)
    expect(each).toMatchObject({ status: 'rejected', reason: { message: 'the store is closed' } });
  await expect(ask()).rejects.toThrow('the store is closed');
  expect(thread.isUsable()).toBe(false);
});

test('closing does not wait for a statement that does not end', async () => {
  const folder = temporaryFolder();
  const [locked, marker] = [join(folder, 'locked.db'), join(folder, 'begun')];
  const lock = new DatabaseSync(locked);
  lock.exec('begin exclusive');
  // No thread can be ended while it waits there.
  const program = programOf(`import { writeFileSync } from 'node:fs';
    import { DatabaseSync } from 'node:sqlite';
    parentPort.on('message', () => {
      const waiting = new DatabaseSync(${JSON.stringify(locked)}, { timeout: 3_600_000 });
      writeFileSync(${JSON.stringify(marker)}, '');
      waiting.exec('begin exclusive');
    });`);
  const { thread } = await setUpReads({ program, stopWithinMs: 10 });
  const asked = thread.ask({ name: 'period', args: [], spanMs: 1 }).catch((err: unknown) => err);
  await expect.poll(() => existsSync(marker)).toBe(true);
  await thread.stop();
  expect(await asked).toMatchObject({ message: 'the store is closed' });
  lock.close();
});

test('a file that was replaced is not read by another connection', async () => {
  const { store, here } = await setUpReads();
  await add(store, 3, HOUR);
  const thread = createReadThread({
    file: '/nowhere/monitor.db',
    isInPlace: () => {
      throw new Error('the database file was replaced');
    },
  });
  expect(
    (await withLongReads(here, { reports: thread, evaluations: thread }).period(PIPELINE, NOW - DAY, NOW)).solved,
  ).toBe(2);
});
