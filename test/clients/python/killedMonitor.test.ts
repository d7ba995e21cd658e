import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { linesOf } from '../../../sandbox/appProcess.ts';
import { freePort } from '../../../sandbox/freePort.ts';
import { setUpBareMonitor } from '../../fixtures/bareMonitor.ts';
import { hasPython, startPython } from '../../fixtures/python.ts';

const KILLS = 10;
const TOTAL = 100_000;
/** More than wait at most, at once, while there is no monitor. */
const BURST = 28_000;
const A_ROUND = (TOTAL - BURST) / (KILLS - 1);
const MOST_WAITING = 10_000;
/** How many may wait when a round is over. */
const LEFT = 500;

/** The pipeline; it gets the number of results to report, and the pace. */
function startPipeline(env: Readonly<Record<string, string>>) {
  const child = startPython(['pipeline.py'], env);
  const written: string[] = [];
  linesOf(child).on('line', (line) => written.push(line));
  let rounds = 0;
  return {
    tell: (count: number, pauseMs: number, mayWait: number) => child.stdin?.write(`${count} ${pauseMs} ${mayWait}\n`),
    dropped: () => Number(written.at(-1)?.split(' ')[1]),
    async isDone() {
      rounds += 1;
      await expect
        .poll(() => written.filter((line) => line.startsWith('done')).length, { timeout: 60_000 })
        .toBe(rounds);
    },
    async counts(): Promise<unknown> {
      child.stdin?.end();
      await expect.poll(() => written.at(-1), { timeout: 90_000 }).toMatch(/^\{/);
      return JSON.parse(written.at(-1) ?? '');
    },
  };
}

test.skipIf(!hasPython())(
  '100,000 results through a monitor that is killed ten times: none counts twice, and only what is counted as dropped is lost',
  async () => {
    const monitor = setUpBareMonitor(await freePort());
    await monitor.start();
    const pipeline = startPipeline(monitor.env);

    for (let kill = 1; kill < KILLS; kill += 1) {
      pipeline.tell(A_ROUND, 10, LEFT);
      // In the middle of the round, each time at another point of a request.
      await pause(200 + 37 * kill);
      await monitor.end('SIGKILL');
      await monitor.start();
      await pipeline.isDone();
    }
    expect(pipeline.dropped()).toBe(0);
    await monitor.end('SIGKILL');
    pipeline.tell(BURST, 0, MOST_WAITING);
    await pipeline.isDone();
    await monitor.start();

    const counts = await pipeline.counts();
    await monitor.end('SIGTERM');
    expect(counts).toEqual({
      total: TOTAL,
      sent: monitor.kept(),
      dropped: TOTAL - monitor.kept(),
      refused: 0,
      waiting: 0,
      isSent: true,
    });
    expect(TOTAL - monitor.kept()).toBeGreaterThanOrEqual(BURST - MOST_WAITING);
    // What waited before the burst is older.
    expect(TOTAL - monitor.kept()).toBeLessThanOrEqual(BURST - MOST_WAITING + LEFT);
  },
  400_000,
);
