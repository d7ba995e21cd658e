import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askTogether } from './questionsCrowd.ts';
import { measure, openQuestions } from './questionsScene.ts';
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
  await askAtOnce();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function askEach(now: number): Promise<void> {
  const { questions, store } = await openQuestions(file, now);
  console.log(
    '| question | answered, ms | the main thread is busy, ms | blocked at most, ms |\n| --- | ---: | ---: | ---: |',
  );
  for (const { name, ask } of questions) print(name, await measure(ask, ROUNDS));
  let tidiedAt = now;
  print('tidying, with work', await measure(() => store.tidy(tidiedAt), ROUNDS));
  while (await store.tidy(tidiedAt));
  const nothing = async () => {
    tidiedAt += 1;
    await store.tidy(tidiedAt);
  };
  print('tidying, nothing to do', await measure(nothing, ROUNDS));
  await store.close();
}

function print(name: string, { tookMs, busyMs, blockedMs }: Awaited<ReturnType<typeof measure>>): void {
  console.log(`| ${name} | ${tookMs.toFixed(1)} | ${busyMs.toFixed(1)} | ${blockedMs.toFixed(1)} |`);
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
