import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../sandbox/appProcess.ts';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { ended, hasPython, runPython, startPython } from '../../fixtures/python.ts';

type Monitor = Awaited<ReturnType<typeof startFakeMonitor>>;

/** How many results of each type arrived. */
function counts({ records }: Monitor): Record<string, number> {
  const byType: Record<string, number> = {};
  for (const record of records()) {
    const type = String(Object(record).captchaType);
    byType[type] = (byType[type] ?? 0) + 1;
  }
  return byType;
}

/** Runs `ends.py` until it is ready, sends the signal, and waits for its end. */
async function signalled(way: string, env: Readonly<Record<string, string>>) {
  const child = startPython(['ends.py', way], env);
  const lines: string[] = [];
  linesOf(child).on('line', (line) => lines.push(line));
  const end = ended(child);
  await expect.poll(() => lines, { timeout: 20_000 }).toContain('ready');
  const began = performance.now();
  child.kill('SIGTERM');
  return { ...(await end), tookMs: performance.now() - began, lines };
}

describe.skipIf(!hasPython())('what waits is sent', () => {
  test('at the end of a program, with what its own exit handlers report', async () => {
    const monitor = await startFakeMonitor();
    expect(await runPython(['ends.py', 'return'], monitor.env)).toMatchObject({ code: 0, err: '' });
    expect(counts(monitor)).toEqual({ main: 1, atexit: 1 });
  });

  test('after an exception that ends the program', async () => {
    const monitor = await startFakeMonitor();
    const { code, err } = await runPython(['ends.py', 'exception'], monitor.env);
    expect([code, err]).toEqual([1, expect.stringContaining("ValueError: the program's own")]);
    expect(counts(monitor)).toEqual({ main: 1 });
  });

  test('on SIGTERM, which then ends the program as ever', async () => {
    const monitor = await startFakeMonitor();
    expect(await signalled('default', monitor.env)).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(counts(monitor)).toEqual({ main: 1 });
  });

  test.each(['own handler', 'later handler'])('where the program has its own handler, which runs: %s', async (way) => {
    const monitor = await startFakeMonitor();
    const { code, lines } = await signalled(way, monitor.env);
    expect([code, lines]).toEqual([6, ['ready', 'own handler']]);
    expect(counts(monitor)).toEqual({ main: 1, handler: 1 });
  });

  test('in the middle of calls, from one thread or several, each time', async () => {
    for (const way of ['many', 'many with threads', 'many', 'many with threads', 'many']) {
      const monitor = await startFakeMonitor();
      const { signal, tookMs } = await signalled(way, monitor.env);
      expect(signal).toBe('SIGTERM');
      expect(monitor.records().length).toBeGreaterThan(0);
      expect(tookMs).toBeLessThan(10_000);
    }
  });

  test.each([
    ['fork', { parent: 1, child: 1 }],
    ['fork of many', { parent: 500, child: 50 }],
    ['multiprocessing fork', { parent: 1, child: 3 }],
    ['multiprocessing spawn', { parent: 1, child: 3 }],
    ['pool', { parent: 1, child: 20 }],
  ])('by a process and by those that it forks, each its own: %s', async (way, expected) => {
    const monitor = await startFakeMonitor();
    expect(await runPython(['ends.py', way], monitor.env)).toMatchObject({ code: 0, err: '' });
    expect(counts(monitor)).toEqual(expected);
    expect(new Set(monitor.requests.map(({ key }) => key)).size).toBe(monitor.requests.length);
  });
});

/** For so long a flush waits for a monitor that never answers. */
const FLUSH_MS = 1_990;

describe.skipIf(!hasPython())('the end of a program', () => {
  test('waits for a monitor that never answers two seconds at most', async () => {
    const monitor = await startFakeMonitor(() => 'never');
    const { signal, tookMs } = await signalled('default', monitor.env);
    expect(signal).toBe('SIGTERM');
    // Some more for a busy machine.
    expect(tookMs).toBeLessThan(8_000);
    expect(monitor.requests.length).toBeGreaterThan(0);
  });

  test('waits for no monitor where the program ends itself in its handler', async () => {
    const monitor = await startFakeMonitor(() => 'never');
    const { code, tookMs } = await signalled('own handler exits at once', monitor.env);
    expect(code).toBe(7);
    expect(tookMs).toBeLessThan(FLUSH_MS);
  });

  test('is left alone on SIGTERM where the program says so', async () => {
    const monitor = await startFakeMonitor(() => 'never');
    const { tookMs, ...end } = await signalled('opted out', monitor.env);
    expect(end).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(tookMs).toBeLessThan(FLUSH_MS);
  });

  test('does not come by a SIGTERM that the program ignores', async () => {
    const monitor = await startFakeMonitor();
    const child = startPython(['ends.py', 'ignored'], monitor.env);
    const lines: string[] = [];
    linesOf(child).on('line', (line) => lines.push(line));
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('ready');
    child.kill('SIGTERM');
    await expect.poll(() => monitor.records().length, { timeout: 20_000 }).toBe(1);
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });

  test('works in a program that makes its reporter in another thread', async () => {
    const monitor = await startFakeMonitor();
    expect(await runPython(['ends.py', 'thread'], monitor.env)).toMatchObject({ code: 0, err: '', out: 'True\n' });
    expect(counts(monitor)).toEqual({ main: 1 });
  });
});
