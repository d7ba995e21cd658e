import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { forAll } from '../fixtures/atEnd.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { installPackage } from '../fixtures/installPackage.ts';
import { killAtEnd } from '../fixtures/killAtEnd.ts';

/** Compiling and installing take their time where other tests run. */
const INSTALLED_WITHIN_MS = 300_000;
const FETCHED_WITHIN_MS = 180_000;
const MOST_MIB = 150;
const ENTRIES = ['./reporter', './webhook'] as const;

let folder = '';
let packageFolder = '';

beforeAll(
  () =>
    forAll(async (atEnd) => {
      folder = temporaryFolder(atEnd);
      installPackage(folder);
      packageFolder = join(folder, 'node_modules', packageJson.name);
    }),
  INSTALLED_WITHIN_MS,
);

/** As npx does it, in the empty folder. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return killAtEnd(
    spawn(join(folder, 'node_modules/.bin', packageJson.name), args, {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    }),
  );
}

function follow(child: ChildProcess) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  return {
    output: () => output,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })),
  };
}

const outcome = (args: readonly string[], env = {}) => follow(run(args, env)).ended;

describe('the installed package', () => {
  test('takes up no more than a small machine has to spare', () => {
    const kib = execFileSync('du', ['--summarize', '--block-size=1K', join(folder, 'node_modules')], {
      encoding: 'utf8',
    });
    expect(Number.parseInt(kib, 10) / 1_024).toBeLessThan(MOST_MIB);
  });

  test('says what it can do, as it is typed there', async () => {
    const { code, output } = await outcome(['--help']);
    expect(output).toMatch(/^captchaai-discord-monitor start {2,}runs the bot\n/);
    expect(code).toBe(0);
  });

  test('has the doctor, who finds that nothing was set', async () => {
    const { code, output } = await outcome(['doctor'], { HTTP_PORT: '0' });
    expect(output).toContain('✖ Settings: CAPTCHAAI_API_KEY is missing.');
    expect(output).toContain('data/monitor.db does not exist yet');
    expect(code).toBe(1);
  });

  test('refuses to start without settings, in words', async () => {
    const { code, output } = await outcome(['start']);
    expect(output).toMatch(/^The settings cannot be used:\n {2}CAPTCHAAI_API_KEY is missing/);
    expect(code).toBe(1);
  });

  test('runs the demo, which draws a chart and ends', async () => {
    const child = run(['demo']);
    const { output, ended } = follow(child);
    await expect.poll(output, { timeout: 50_000 }).toContain('The same channels in a browser: http://127.0.0.1:');
    child.stdin?.write('/balance pipeline:shop\n');
    await expect.poll(output, { timeout: 30_000 }).toContain('chart.png');
    child.stdin?.write('/status\n');
    await expect.poll(output, { timeout: 30_000 }).toMatch(/\d of 3 pipelines firing/);
    child.stdin?.write('exit\n');
    expect(await ended).toEqual({
      code: 0,
      output: expect.stringContaining('Stopped cleanly. Nothing was left behind.'),
    });
  });

  test('has the program of the thread that reads long spans', async () => {
    const file = join(temporaryFolder(), 'empty.db');
    new DatabaseSync(file).close();
    const thread = new Worker(join(packageFolder, 'dist/src/store/readWorker.js'), { workerData: file });
    onTestFinished(async () => void (await thread.terminate()));
    thread.postMessage({ name: 'period', args: ['default', 0, 1] });
    const [answer] = await once(thread, 'message');
    expect(answer).toMatchObject({ error: 'no such table: solve_buckets' });
  });

  test(
    'runs on an older Node.js by one that npm fetches once, and then without npm',
    async () => {
      const old = join(temporaryFolder(), 'old.cjs');
      const versions = `{ value: { ...process.versions, node: '20.20.2' } }`;
      writeFileSync(old, `if (process.argv0 === 'node') Object.defineProperty(process, 'versions', ${versions});`);
      const env = {
        NODE_OPTIONS: `--require=${old}`,
        XDG_CACHE_HOME: temporaryFolder(),
        npm_config_prefer_offline: 'true',
      };
      const first = await outcome(['health'], { ...env, HTTP_PORT: '1' });
      expect(first.output).toMatch(/^Fetching Node\.js 26\.\d+\.\d+ from npm into .*, once: /);
      expect(first.output).toContain('not ready: no monitor answers on 127.0.0.1:1: ECONNREFUSED');
      expect(first.code).toBe(1);
      const second = await outcome(['health'], { ...env, HTTP_PORT: '1' });
      expect(second.output).toBe('not ready: no monitor answers on 127.0.0.1:1: ECONNREFUSED\n');
    },
    FETCHED_WITHIN_MS,
  );

  test.each(ENTRIES.flatMap((entry) => (['import', 'require'] as const).map((how) => [entry, how] as const)))(
    'has the files of %s for %s',
    (entry, how) => {
      const files = Object.values(packageJson.exports[entry][how]);
      const present = files.map((file) => existsSync(join(packageFolder, file)));
      expect(present).toEqual(files.map(() => true));
    },
  );
});
