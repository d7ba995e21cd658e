import { describe, expect, test } from 'vitest';
import { setUpLocalMonitor, status } from '../../fixtures/localMonitor.ts';
import { startReporterProgram } from '../../fixtures/reporterProgram.ts';

/** As long as a flush at the end may take, and the start and the end of a process on a busy machine. */
const BOUND_MS = 2_000 + 6_000;
/** For Node.js another module. */
const COPY = new URL('../../../clients/node/reporter.ts?copy', import.meta.url).href;
const RECORD = "const reporter = createReporter();\nreporter.record(false, 'TIMEOUT');\nreporter.recordQueue(7);\n";
const WAIT = "console.log('ready');\nconst busy = setInterval(() => {}, 1_000);\n";

describe('a program that ends', () => {
  test.each([
    ['by itself', '', 0],
    ['by itself, with an exit code of its own', 'process.exitCode = 3;', 3],
    ['by an awaited flush', "console.log('flushed', await reporter.flush());", 0],
    ['by an awaited close', "console.log('closed', await reporter.close());", 0],
  ])('%s sends what waits first', async (_name, code, exitCode) => {
    const monitor = await setUpLocalMonitor();
    const program = startReporterProgram(monitor.url, RECORD + code);
    expect(await program.ended).toMatchObject({ code: exitCode, signal: null });
    expect(monitor.results()).toEqual([{ outcome: 'failed', errorCode: 'TIMEOUT', at: expect.any(Number) }]);
    expect(monitor.requests.map(({ path }) => path).sort()).toEqual(['/v1/queue', '/v1/results']);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('by %s sends what waits, and then dies of the signal', async (signal) => {
    const monitor = await setUpLocalMonitor();
    const program = startReporterProgram(monitor.url, RECORD + WAIT);
    await program.signal(signal);
    expect(await program.ended).toMatchObject({ code: null, signal });
    expect(monitor.results()).toHaveLength(1);
  });

  test('by itself sends the depth of a queue too, where there is nothing else', async () => {
    const monitor = await setUpLocalMonitor();
    const code =
      'createReporter().recordQueue(1);\ncreateReporter({ url: process.env.CAPTCHAAI_MONITOR_URL + "/" }).recordQueue(2);';
    expect(await startReporterProgram(monitor.url, code).ended).toMatchObject({ code: 0, output: '' });
    expect(monitor.requests.map(({ body }) => JSON.parse(body).depth).sort()).toEqual([1, 2]);
  });

  test('that has several reporters, of several copies of the package, dies of the signal too', async () => {
    const monitor = await setUpLocalMonitor();
    const more = `const { createReporter: again } = await import('${COPY}');\n`;
    const two = 'again().record(true);\ncreateReporter().record(true);\n';
    const program = startReporterProgram(monitor.url, more + two + RECORD + WAIT);
    await program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ signal: 'SIGTERM' });
    expect(monitor.results()).toHaveLength(3);
  });

  test.each([
    ['an error', "throw new Error('my own');"],
    ['a rejection that nobody handles', "void reported(async () => { throw new Error('my own'); })();"],
  ])('by %s of its own ends as it would without a reporter', async (_name, failure) => {
    const monitor = await setUpLocalMonitor();
    const program = startReporterProgram(monitor.url, `${RECORD}${failure}`);
    const { code, output } = await program.ended;
    expect([code, output]).toEqual([1, expect.stringContaining('my own')]);
  });
});

describe('a handler of the program’s own', () => {
  test.each([
    ['decides about the end', "process.on('SIGTERM', () => setTimeout(() => process.exit(5), 200));", 5],
    ['was there before the reporter', '', 5],
  ])('%s', async (name, handler, code) => {
    const monitor = await setUpLocalMonitor();
    const before = "process.on('SIGTERM', () => setTimeout(() => process.exit(5), 200));\n";
    const source = name.startsWith('was') ? before + RECORD + WAIT : RECORD + handler + WAIT;
    const program = startReporterProgram(monitor.url, source);
    await program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ code, signal: null });
    expect(monitor.results()).toHaveLength(1);
  });

  test('that goes on with its work is not ended', async () => {
    const monitor = await setUpLocalMonitor();
    const handler =
      "process.on('SIGTERM', () => setTimeout(() => { console.log('went on'); process.exit(0); }, 500));\n";
    const program = startReporterProgram(monitor.url, RECORD + handler + WAIT);
    await program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0, output: expect.stringContaining('went on') });
  });

  test('that ends the program only where nobody else listens still does', async () => {
    const monitor = await setUpLocalMonitor();
    const handler = `const only = () => {
      if (process.listenerCount('SIGTERM') > 1) return;
      process.off('SIGTERM', only);
      process.kill(process.pid, 'SIGTERM');
    };
    process.on('SIGTERM', only);\n`;
    const program = startReporterProgram(monitor.url, RECORD + handler + WAIT);
    await program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ signal: 'SIGTERM' });
  });
});

describe('the end of a program takes no longer than it may', () => {
  test.each([
    ['the monitor hangs', () => undefined],
    ['the monitor refuses the token', status(401)],
    ['the monitor does not work', status(503)],
    ['the monitor asks for a long wait', status(429, {}, { 'retry-after': '600' })],
  ])('where %s', async (_name, answer) => {
    const monitor = await setUpLocalMonitor(answer);
    const byItself = startReporterProgram(monitor.url, RECORD);
    const bySignal = startReporterProgram(monitor.url, RECORD + WAIT);
    await bySignal.signal('SIGTERM');
    const [natural, killed] = await Promise.all([byItself.ended, bySignal.ended]);
    expect([natural.code, killed.signal]).toEqual([0, 'SIGTERM']);
    expect(Math.max(natural.tookMs, killed.tookMs)).toBeLessThan(BOUND_MS);
  });

  test('where nothing listens', async () => {
    const program = startReporterProgram('http://127.0.0.1:9', RECORD);
    const { code, tookMs, output } = await program.ended;
    expect([code, tookMs < BOUND_MS]).toEqual([0, true]);
    expect(output).toContain('The monitor does not take results at the moment');
  });

  test('a second signal ends it at once', async () => {
    const monitor = await setUpLocalMonitor(() => undefined);
    const slow = 'const reporter = createReporter({ exitFlushMs: 60_000 });\nreporter.record(true);\n';
    const program = startReporterProgram(monitor.url, slow + WAIT);
    await program.signal('SIGTERM');
    await expect.poll(() => monitor.requests.length).toBe(1);
    await program.signal('SIGTERM');
    expect((await program.ended).signal).toBe('SIGTERM');
  });
});

test('without flushAtExit nothing of the program’s end is touched', async () => {
  const monitor = await setUpLocalMonitor();
  const code = `const reporter = createReporter({ flushAtExit: false });
reporter.record(true);
console.log(process.listenerCount('SIGTERM'), process.listenerCount('SIGINT'), process.listenerCount('beforeExit'));`;
  expect(await startReporterProgram(monitor.url, code).ended).toMatchObject({ code: 0, output: '0 0 0\n' });
  expect(monitor.requests).toEqual([]);
});

test('a reporter that is closed leaves nothing that keeps the program alive', async () => {
  const monitor = await setUpLocalMonitor();
  const code = `${RECORD}await reporter.close();
console.log(process.getActiveResourcesInfo().filter((name) => /Timeout|TCPSocket/.test(name)).join());`;
  expect(await startReporterProgram(monitor.url, code).ended).toMatchObject({ code: 0, output: '\n' });
});
