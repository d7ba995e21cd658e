import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { INGEST_TOKEN, setUpProgram } from '../../fixtures/program.ts';
import { startReporterProgram } from '../../fixtures/reporterProgram.ts';

const ROUNDS = 10;
const RECORDS = 100_000;
/** In one round so many come at once that they cannot all wait. */
const BURST = 16_000;

/** Records in ten rounds. In the middle of each it says so, and goes on; a round ends when nothing waits any more. */
const PIPELINE = `
import { setTimeout as sleep } from 'node:timers/promises';
const reporter = createReporter({ token: '${INGEST_TOKEN}', flushAtExit: false, onProblem: () => {} });
let recorded = 0;
const record = () => reporter.record(recorded++ % 5 === 0 ? { outcome: 'failed', errorCode: 'E' + (recorded % 7) } : { outcome: 'solved', costUsd: 0.001 });
const some = async (count) => {
  for (let i = 0; i < count; i += 1) {
    record();
    if (i % 100 === 99) await sleep(8);
  }
};
for (let round = 0; round < ${ROUNDS}; round += 1) {
  await some(4_000);
  console.log('half');
  if (round === 4) for (let i = 0; i < ${BURST}; i += 1) record();
  await some(round === ${ROUNDS - 1} ? ${RECORDS} - recorded : 4_400);
  const until = Date.now() + 60_000;
  while (reporter.counts.waiting > 0 && Date.now() < until) await sleep(50);
}
await reporter.close(30_000);
console.log(JSON.stringify(reporter.counts));
`;

test('a monitor that is killed ten times counts 100,000 results once each, but those that were dropped and counted', async () => {
  const stage = await setUpProgram();
  const limit = { INGEST_REQUESTS_PER_MINUTE: '1000000' };
  let app = await stage.start(limit);
  const { port } = new URL(app.baseUrl);
  const pipeline = startReporterProgram(app.baseUrl, PIPELINE);

  let kills = 0;
  let restarting = Promise.resolve();
  const killAndStart = async () => {
    kills += 1;
    await app.end('SIGKILL');
    app = await stage.start({ ...limit, HTTP_PORT: port });
  };
  const lines: string[] = [];
  pipeline.onLine((line) => {
    lines.push(line);
    if (line === 'half') restarting = restarting.then(killAndStart);
  });
  const { code, output } = await pipeline.ended;
  await restarting;
  await app.end('SIGTERM');
  expect([code, kills, output]).toEqual([0, ROUNDS, output]);

  const counts = JSON.parse(lines.at(-1) ?? '{}');
  expect(counts).toMatchObject({ recorded: RECORDS, rejected: 0, waiting: 0 });
  expect(counts.dropped).toBeGreaterThan(0);
  expect(counts.sent).toBe(RECORDS - counts.dropped);
  process.stdout.write(`reporter over ${kills} SIGKILLs: ${JSON.stringify(counts)}\n`);

  const store = await openStore(stage.env.DATABASE_FILE);
  const kept = await store.results.period('default', 0, Number.MAX_SAFE_INTEGER);
  await store.close();
  expect(kept.solved + kept.failed).toBe(counts.sent);
  expect(kept.byCode.reduce((sum, { count }) => sum + count, 0)).toBe(kept.failed);
}, 180_000);
