import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { parseConfig } from '../src/config/config.ts';
import { type FakeAnswer, startFakeMonitor } from './fixtures/fakeMonitor.ts';
import { temporaryFolder } from './fixtures/folder.ts';
import { hasCommand, hasPython, runPython } from './fixtures/python.ts';
import { startReporterProgram } from './fixtures/reporterProgram.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const CLIENT = new URL('../clients/node/', import.meta.url).href;
const NO_MONITOR = 'http://127.0.0.1:9';

/** The sample in a language that holds a text. */
function sample(language: string, text = ''): string {
  const samples = [...README.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 'gs'))].map(
    ([, code = '']) => code,
  );
  const found = samples.find((code) => code.includes(text));
  if (found === undefined) throw new Error(`README has no sample in ${language} with "${text}"`);
  return found;
}

/** A worker whose task fails, round the sample. */
async function runNode(url: string) {
  const code = sample('js').replace(/'captchaai-discord-monitor\/(\w+)'/, `'${CLIENT}$1.ts'`);
  const before = "const solve = async () => { throw new Error('ERROR_CAPTCHA_UNSOLVABLE'); };";
  const after = "await solveAndReport().catch(({ message }) => console.log(message, 'and the worker goes on'));";
  const { code: exitCode, output } = await startReporterProgram(url, `${before}\n${code}\n${after}`, { imports: '' })
    .ended;
  return { code: exitCode, output };
}

async function runPythonSample(url: string) {
  const before = 'def solve(): raise RuntimeError("ERROR_CAPTCHA_UNSOLVABLE")';
  const after = 'try: solve()\nexcept RuntimeError as error: print(error, "and the worker goes on")';
  const env = { CAPTCHAAI_MONITOR_URL: url, CAPTCHAAI_MONITOR_TOKEN: 'a-token-of-the-tests-0123456789' };
  const { code, out, err } = await runPython(['-c', `${before}\n${sample('python')}\n${after}`], env);
  return { code, output: out + err };
}

const FAILED = expect.objectContaining({
  outcome: 'failed',
  errorCode: 'ERROR_CAPTCHA_UNSOLVABLE',
  captchaType: 'turnstile',
});
const GOES_ON = 'ERROR_CAPTCHA_UNSOLVABLE and the worker goes on\n';

describe.each([
  ['Node.js', runNode, /The monitor refuses the token/, true],
  ['Python', runPythonSample, /not reported \(HTTP 401\)/, hasPython()],
] as const)('the sample of README in %s', (_language, start, refusal, isThere) => {
  test.skipIf(!isThere)('reports a task that failed, and hides nothing from the worker', async () => {
    const monitor = await startFakeMonitor();
    expect(await start(monitor.url)).toEqual({ code: 0, output: GOES_ON });
    expect(monitor.records()).toEqual([FAILED]);
  });

  test.skipIf(!isThere)('stops no worker where the token is refused, and says so', async () => {
    const refused: FakeAnswer = { status: 401, body: { statusCode: 401, message: 'no' } };
    const monitor = await startFakeMonitor(() => refused);
    const { code, output } = await start(monitor.url);
    expect([code, output.startsWith(GOES_ON)]).toEqual([0, true]);
    expect(output.slice(GOES_ON.length)).toMatch(refusal);
  });

  test.skipIf(!isThere)('stops no worker where there is no monitor', async () => {
    const { code, output } = await start(NO_MONITOR);
    expect([code, output.startsWith(GOES_ON)]).toEqual([0, true]);
  });
});

test.skipIf(!hasCommand('curl'))(
  'the sample of README for curl posts a result with the token of its file',
  async () => {
    const monitor = await startFakeMonitor();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'token.txt'), 'Authorization: Bearer YOUR_INGEST_TOKEN\n');
    const command = sample('sh', 'curl').replace('http://127.0.0.1:8787', monitor.url);
    await promisify(execFile)('sh', ['-c', command], { cwd: folder });
    expect(monitor.results()[0]?.headers).toMatchObject({
      authorization: 'Bearer YOUR_INGEST_TOKEN',
      'content-type': 'application/json',
    });
    expect(monitor.records()).toEqual([{ outcome: 'failed', errorCode: 'TIMEOUT', latencyMs: 120_000 }]);
  },
);

test('the sample of README for a queue is one that the settings take', () => {
  const { pipelines } = parseConfig({
    DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
    CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
    INGEST_TOKEN: 'a-token-of-the-tests-0123456789',
    ...parse(sample('ini')),
  });
  expect(pipelines[0]?.queue?.options).toMatchObject({
    type: 'bullmq',
    url: 'redis://127.0.0.1:6379',
    names: ['captcha'],
  });
});

test('the demo of README is started by the names that the package has', () => {
  expect(README).toContain('`npm ci && npm run demo`');
  expect(Object.keys(packageJson.scripts)).toContain('demo');
  expect(README).toContain(`\`npx ${packageJson.name} demo\``);
  expect(Object.keys(packageJson.bin)).toEqual([packageJson.name]);
});
