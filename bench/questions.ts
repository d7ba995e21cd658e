import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open.ts';
import { askTogether } from './questionsCrowd.ts';
import { type Cost, measure, openQuestions } from './questionsScene.ts';
import { makeYear } from './yearOfData.ts';

// What long questions and tidying cost with thirteen months of a busy pipeline, and what a crowd that asks the same gets.
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const CROWD = { people: 200, withinMs: 5_000, line: '/summary period:30d' };

const folder = mkdtempSync(join(tmpdir(), 'bench-questions-'));
const file = join(folder, 'monitor.db');
try {
  // Most of it is over by the time that the crowd comes.
  const now = Date.now() - 5 * 60_000;
  const startedAt = performance.now();
  const rows = await makeYear(file, { now });
  const seconds = (performance.now() - startedAt) / 1_000;
  const mib = statSync(file).size / 1_048_576;
  console.log(`${rows.toLocaleString('en-US')} rows of sums, ${mib.toFixed(0)} MiB, made in ${seconds.toFixed(0)} s\n`);
  await askEach(now);
  await tidy(now);
  await askAtOnce();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each question with its long spans read in the main thread, and as it is. */
async function askEach(now: number): Promise<void> {
  const here = await costsOf(now, true);
  const there = await costsOf(now, false);
  const columns = ['answered', 'main thread busy', 'blocked at most'].flatMap((what) => [
    `${what}, there`,
    `with a thread`,
  ]);
  console.log(`| question, ms | ${columns.join(' | ')} |\n| --- |${' ---: |'.repeat(columns.length)}`);
  for (const [index, { name, cost }] of there.entries()) {
    const before = here[index]?.cost ?? cost;
    const cells = (['tookMs', 'busyMs', 'blockedMs'] as const).flatMap((what) => [before[what], cost[what]]);
    console.log(`| ${name} | ${cells.map((ms) => ms.toFixed(1)).join(' | ')} |`);
  }
}

async function costsOf(now: number, here: boolean) {
  const { questions, store } = await openQuestions(file, now, { here });
  const costs: { name: string; cost: Cost }[] = [];
  // The first time starts what is started once.
  for (const { ask } of questions) await ask();
  for (const { name, ask } of questions) costs.push({ name, cost: await measure(ask, ROUNDS) });
  await store.close();
  return costs;
}

async function tidy(now: number): Promise<void> {
  const store = await openStore(file);
  let tidiedAt = now;
  const withWork = await measure(() => store.tidy(tidiedAt), ROUNDS);
  while (await store.tidy(tidiedAt));
  const nothing = await measure(() => {
    tidiedAt += 1;
    return store.tidy(tidiedAt);
  }, ROUNDS);
  console.log('\n| tidying | took, ms | blocked at most, ms |\n| --- | ---: | ---: |');
  for (const [name, cost] of [
    ['a batch of each, with work', withWork],
    ['nothing to do', nothing],
  ] as const)
    console.log(`| ${name} | ${cost.tookMs.toFixed(1)} | ${cost.blockedMs.toFixed(1)} |`);
  await store.close();
}

async function askAtOnce(): Promise<void> {
  const { people, withinMs, line } = CROWD;
  const result = await askTogether(file, CROWD);
  console.log(
    `\n${people} people ask ${line} within ${withinMs / 1_000} s, 50 results are posted each second meanwhile:\n`,
  );
  const { quiet } = result;
  console.log(
    '| | answered | acknowledged, p95 | answered, p95 | ingest, p99 | peak RSS |\n| --- | ---: | ---: | ---: | ---: | ---: |',
  );
  console.log(`| before | | | | ${quiet.ingestP99.toFixed(0)} ms | ${quiet.peakMiB.toFixed(0)} MiB |`);
  console.log(
    `| meanwhile | ${result.answered} | ${result.acknowledgedP95.toFixed(0)} ms | ${result.answeredP95.toFixed(0)} ms | ${result.ingestP99.toFixed(0)} ms | ${result.peakMiB.toFixed(0)} MiB |`,
  );
}
