import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createReporter, type Reporter } from '../clients/node/reporter.ts';
import { startApp } from '../sandbox/appProcess.ts';
import { ingestSettings, TOKEN } from './benchSettings.ts';
import { median, quantile } from './median.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 11);
const TASKS = Number(process.env['TASKS'] ?? 3_000);
const CALLS = Number(process.env['CALLS'] ?? 200_000);
const WORKERS = 32;
/** As a pipeline waits for a solution, but a thousandth as long. */
const SOLVED_AFTER_MS = 20;
const NOBODY_LISTENS = 'http://127.0.0.1:9';

type Solve = (task: number) => Promise<string>;

/** A task: it is submitted to a bare server on this machine, whatever that answers, and asked for after a while. */
function createSolve(url: string): Solve {
  const agent = new Agent({ keepAlive: true, maxSockets: WORKERS });
  const ask = async (path: string) => {
    const [response] = await once(get(`${url}${path}`, { agent }), 'response');
    return text(response);
  };
  return async (task) => {
    await ask(`/in.php?task=${task}`);
    await sleep(SOLVED_AFTER_MS);
    return ask('/res.php');
  };
}

/** Microseconds a task: of the clock, and of the processor. */
async function run(solve: Solve): Promise<{ readonly wall: number; readonly cpu: number }> {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  let left = TASKS;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await solve(left);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall: ((performance.now() - startedAt) * 1_000) / TASKS, cpu: (user + system) / TASKS };
}

/** One after the other, in turns, so that both meet the same machine. */
async function compare(plain: Solve, reporter: Reporter) {
  const reported = reporter.reported(plain, { type: 'turnstile' });
  const rounds = [];
  await run(plain);
  await run(reported);
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = round % 2 === 0 ? [plain, reported] : [reported, plain];
    const [first, second] = [await run(pair[0] ?? plain), await run(pair[1] ?? plain)];
    rounds.push(round % 2 === 0 ? { without: first, with: second } : { without: second, with: first });
  }
  return rounds;
}

async function callTimes(reporter: Reporter): Promise<readonly number[]> {
  const micros: number[] = [];
  for (let i = 0; i < CALLS; i += 1) {
    const startedAt = performance.now();
    reporter.record({
      outcome: 'failed',
      errorCode: 'ERROR_CAPTCHA_UNSOLVABLE',
      latencyMs: 12_345,
      captchaType: 'turnstile',
    });
    micros.push((performance.now() - startedAt) * 1_000);
    // Lets the reporter send in between, as a pipeline does.
    if (i % 100 === 99) await turn();
  }
  return micros;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-reporter-'));
const api = spawn(process.execPath, [fileURLToPath(new URL('bareServer.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const app = await startApp({
  // Nothing listens there.
  DISCORD_WEBHOOK_URL: `${NOBODY_LISTENS}/api/webhooks/123456789012345678/token`,
  DISCORD_API_URL: `${NOBODY_LISTENS}/api`,
  ...ingestSettings(join(folder, 'monitor.db')),
});
const quiet = { token: TOKEN, flushAtExit: false, onProblem: () => undefined };
const [up, down] = [createReporter({ ...quiet, url: app.baseUrl }), createReporter({ ...quiet, url: NOBODY_LISTENS })];

try {
  const [line] = await once(api.stdout, 'data');
  const solve = createSolve(`http://127.0.0.1:${Number(String(line))}`);
  console.log(
    `${ROUNDS} rounds of ${TASKS} tasks by ${WORKERS} workers, each two requests on loopback and ${SOLVED_AFTER_MS} ms between them; medians, µs a task\n`,
  );
  console.log(
    '| monitor | clock without | with | ratio | processor without | with | ratio |\n|---|---|---|---|---|---|---|',
  );
  for (const [name, reporter] of [
    ['up', up],
    ['down', down],
  ] as const) {
    const rounds = await compare(solve, reporter);
    const columns = (['wall', 'cpu'] as const).flatMap((kind) => [
      median(rounds.map((round) => round.without[kind])).toFixed(1),
      median(rounds.map((round) => round.with[kind])).toFixed(1),
      median(rounds.map((round) => round.with[kind] / round.without[kind])).toFixed(3),
    ]);
    console.log(`| ${name} | ${columns.join(' | ')} |`);
  }
  console.log(`\n${CALLS} calls of record(), µs\n\n| monitor | p50 | p99 | p99.9 |\n|---|---|---|---|`);
  for (const [name, reporter] of [
    ['up', up],
    ['down', down],
  ] as const) {
    const micros = await callTimes(reporter);
    console.log(`| ${name} | ${[0.5, 0.99, 0.999].map((share) => quantile(micros, share).toFixed(1)).join(' | ')} |`);
  }
} finally {
  await Promise.all([up.close(1_000), down.close(0)]);
  api.kill();
  await app.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
