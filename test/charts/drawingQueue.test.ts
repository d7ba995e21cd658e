import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createDrawingQueue } from '../../src/charts/drawingQueue.ts';
import type { DrawRequest } from '../../src/charts/worker.ts';
import { temporaryFolder } from '../fixtures/folder.ts';

const WITHIN_MS = 10_000;
const START_MS = 20_000;
const IDLE_MS = 60_000;

/** Draws how many pictures it has drawn so far, or what was asked of it in place of that. */
const PROGRAM = `
  let drawn = 0;
  process.on('message', ({ chart }) => {
    if (chart === 'exit') process.exit(3);
    if (chart === 'environment') process.send({ png: Buffer.from(Object.keys(process.env).join()) });
    drawn += 1;
    if (chart !== 'nothing') process.send({ png: Uint8Array.of(drawn) });
  });`;

function setUp({ program = PROGRAM, mostWaiting = 100 } = {}) {
  const file = join(temporaryFolder(), 'draw.mjs');
  writeFileSync(file, program);
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly work: () => void }>();
  const after = (ms: number, work: () => void) => {
    const timer = { at: now + ms, work };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const limits = { withinMs: WITHIN_MS, startMs: START_MS, idleMs: IDLE_MS, mostWaiting };
  const queue = createDrawingQueue({ program: file, ...limits, after });
  onTestFinished(() => queue.end('the test ends'));

  return {
    pass(ms: number): void {
      now += ms;
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.work();
    },
    ask(chart: 'picture' | 'nothing' | 'exit' | 'environment' = 'picture'): Promise<Uint8Array> {
      const picture = queue.draw({ chart } as unknown as DrawRequest);
      picture.catch(() => undefined);
      return picture;
    },
  };
}

const nth = (n: number) => Uint8Array.of(n);

test('each picture has its time from its turn on, and what takes longer is lost alone', async () => {
  const { ask, pass } = setUp();
  const [first, second, third, fourth] = [ask(), ask(), ask('nothing'), ask()];
  pass(WITHIN_MS - 1);
  expect(await first).toEqual(nth(1));
  pass(WITHIN_MS - 1);
  expect(await second).toEqual(nth(2));
  await nextTurn();
  pass(WITHIN_MS - 1);
  pass(1);
  await expect(third).rejects.toThrow('not drawn: it took longer than 10000 ms');
  expect(await fourth).toEqual(nth(1));
});

test('the first picture of a process also has the time that the process takes to start', async () => {
  const { ask, pass } = setUp();
  const first = ask('nothing');
  let isLost = false;
  first.catch(() => {
    isLost = true;
  });
  pass(WITHIN_MS + START_MS - 1);
  await nextTurn();
  expect(isLost).toBe(false);
  pass(1);
  await expect(first).rejects.toThrow('not drawn: it took longer than 30000 ms');
});

test('with too many waiting the next is refused at once, and all others are drawn', async () => {
  const { ask } = setUp({ mostWaiting: 3 });
  const asked = [ask(), ask(), ask(), ask()];
  await expect(ask()).rejects.toMatchObject({ code: 'tooManyCharts' });
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4].map(nth));
  expect(await ask()).toEqual(nth(5));
});

test('a process that nobody asks for a minute is ended, and the next picture has another', async () => {
  const { ask, pass } = setUp();
  for (const n of [1, 2, 3]) {
    expect(await ask()).toEqual(nth(n));
    await nextTurn();
    pass(IDLE_MS - 1);
  }
  pass(1);
  expect(await ask()).toEqual(nth(1));
});

test('a process that ends loses the picture that it draws, and no other', async () => {
  const { ask } = setUp();
  const [first, second, third] = [ask(), ask('exit'), ask()];
  expect(await first).toEqual(nth(1));
  await expect(second).rejects.toThrow('not drawn: its process ended with 3');
  expect(await third).toEqual(nth(1));
});

test('a process that does not even start is started once for all that wait, and again for the next', async () => {
  const { ask } = setUp({ program: 'throw new Error("no")' });
  const [first, second] = [ask(), ask()];
  await expect(first).rejects.toThrow('not drawn: its process ended with 1');
  await expect(second).rejects.toThrow('not drawn: its process does not start');
  await expect(ask()).rejects.toThrow('not drawn: its process ended with 1');
});

test('a process that draws is not handed our secrets', async () => {
  process.env['DISCORD_TOKEN_OF_THIS_TEST'] = 'secret';
  onTestFinished(() => void delete process.env['DISCORD_TOKEN_OF_THIS_TEST']);
  const names = Buffer.from(await setUp().ask('environment')).toString();
  expect(names).not.toContain('DISCORD');
});
