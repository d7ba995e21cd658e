import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { startLocalPostgres } from '../sandbox/postgres/localPostgres.ts';
import { ingestSettings, NO_DISCORD } from './benchSettings.ts';
import { median } from './median.ts';
import { startFolder } from './startFolder.ts';
import { versionsToCompare } from './versions.ts';

// Results that several processes on one PostgreSQL take for one pipeline, beside those that they take for a pipeline each, where no two of them ever
// write the same row: that is what the cores allow. And beside one process alone. With the version of the program in another folder in turns:
// BEFORE=/path/to/it npm run bench:writers
const PROCESSES = Number(process.env['PROCESSES'] ?? 3);
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 32);
const tokenOf = (pipeline: string) => `bench-token-of-${pipeline}-0123456789abcdef`;
const body = JSON.stringify({ outcome: 'failed', errorCode: 'TIMEOUT', captchaType: 'turnstile', costUsd: 0.003 });

async function rate(baseUrl: string, pipeline: string): Promise<number> {
  const run = await autocannon({
    url: `${baseUrl}/v1/results`,
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(pipeline)}`, 'content-type': 'application/json' },
    body,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} refused, ${run.errors} failed`);
  return run.requests.average;
}

const sum = (rates: readonly number[]) => rates.reduce((all, one) => all + one, 0);
const server = await startLocalPostgres();
const home = mkdtempSync(join(tmpdir(), 'bench-writers-'));

/** All processes of one version, on a database of its own. */
async function startAll(folder: string, database: string): Promise<readonly string[]> {
  const file = join(home, `${database}.yaml`);
  const names = ['hot', ...Array.from({ length: PROCESSES }, (_, i) => `own${i}`)];
  const pipelines = names.map((name) => `  ${name}: { account: main, ingestToken: "\${TOKEN_${name.toUpperCase()}}" }`);
  writeFileSync(file, `accounts:\n  main: { apiKey: "\${CAPTCHAAI_API_KEY}" }\npipelines:\n${pipelines.join('\n')}\n`);
  await createDatabase(database);
  const { INGEST_TOKEN: _one, DATABASE_FILE: _file, ...settings } = ingestSettings('');
  const env = {
    ...settings,
    ...Object.fromEntries(names.map((name) => [`TOKEN_${name.toUpperCase()}`, tokenOf(name)])),
    ...NO_DISCORD,
    MONITOR_FILE: file,
    DATABASE_URL: server.url(database),
  };
  const started: string[] = [];
  for (let i = 0; i < PROCESSES; i += 1) {
    const app = await startFolder(folder, env);
    ends.push(() => app.end('SIGKILL'));
    started.push(app.baseUrl);
  }
  return started;
}

async function createDatabase(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

const ends: (() => Promise<unknown>)[] = [];
try {
  const all: { readonly version: string; readonly urls: readonly string[] }[] = [];
  for (const [version, folder] of versionsToCompare())
    all.push({ version, urls: await startAll(folder, `bench_${version}`) });
  const found = new Map(all.map(({ version }) => [version, [] as { one: number; own: number; hot: number }[]]));
  // The first round starts what is started once.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { version, urls } of all) {
      const rates = {
        one: await rate(urls[0] ?? '', 'hot'),
        own: sum(await Promise.all(urls.map((url, i) => rate(url, `own${i}`)))),
        hot: sum(await Promise.all(urls.map((url) => rate(url, 'hot')))),
      };
      if (round > 0) found.get(version)?.push(rates);
    }
  console.log(
    `| version | one process | ${PROCESSES}, a pipeline each | ${PROCESSES}, one pipeline | of what the cores allow | of one process |\n| --- | ---: | ---: | ---: | ---: | ---: |`,
  );
  for (const [version, rounds] of found) {
    const of = (value: (rates: (typeof rounds)[number]) => number) => median(rounds.map(value));
    const rates = [of(({ one }) => one), of(({ own }) => own), of(({ hot }) => hot)].map((each) => each.toFixed(0));
    const ratios = [of(({ hot, own }) => hot / own), of(({ hot, one }) => hot / one)].map((each) => each.toFixed(2));
    console.log(`| ${[version, ...rates, ...ratios].join(' | ')} |`);
  }
} finally {
  for (const end of ends) await end();
  await server.remove();
  rmSync(home, { recursive: true, force: true });
}
