import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScene } from './evaluateScene.ts';
import { fanOut } from './fanoutScene.ts';
import { median } from './median.ts';
import { type ScaleModel, simulate } from './scaleModel.ts';
import { HERE } from './versions.ts';

// Which limit is reached first with very many servers: steps are measured on this machine, Discord's limits are simulated with the program's own turns,
// and the simulation is held against the program and the local Discord at sizes where both run.
const CHECKED = [100, 500, 1_000];
const SIZES = [10_000, 30_000, 100_000, 1_000_000];
const MEASURED = [1_000, 10_000] as const;
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const ANSWER_MS = 100;
const ALONE: Partial<ScaleModel> = { processes: 1 };
const KIB = 1_024;

const format = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });

interface Steps {
  readonly guilds: number;
  readonly quietMs: number;
  readonly decideMs: number;
  readonly claimMs: number;
  readonly noteMs: number;
  readonly bytes: number;
}

async function measure(guilds: number): Promise<Steps> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
  const scene = await openScene({ file: join(folder, 'monitor.db'), guilds, pipelines: 1 });
  await scene.round();
  const quiet = [await scene.round(), await scene.round(), await scene.round()];
  const before = scene.bytes();
  await scene.failHalf();
  const firingMs = await scene.round();
  const { claimMs, noteMs } = await scene.deliverAll();
  const bytes = scene.bytes() - before;
  await scene.close();
  rmSync(folder, { recursive: true, force: true });
  return { guilds, quietMs: median(quiet), decideMs: firingMs / guilds, claimMs, noteMs, bytes: bytes / guilds };
}

console.log('\nSteps, each with its database:\n');
console.log(
  '| servers | nothing happens, ms | a server, µs | all fire: deciding a server, ms | taking a message, ms | writing about it, ms | on disk a message, KiB |',
);
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
const measured: Steps[] = [];
for (const guilds of MEASURED) {
  const steps = await measure(guilds);
  measured.push(steps);
  console.log(
    `| ${format(guilds)} | ${format(steps.quietMs)} | ${format((steps.quietMs * 1_000) / guilds)} | ${format(steps.decideMs)} | ${format(steps.claimMs)} | ${format(steps.noteMs)} | ${format(steps.bytes / KIB)} |`,
  );
}
const [few, many] = measured;
if (few === undefined || many === undefined) throw new Error('nothing was measured');
const { decideMs, noteMs } = many;
/** Of all that were taken while they became fewer, half of them waited in the middle: taking one takes longer by this for each that waits. */
const claimGrowsMs = Math.max(0, (many.claimMs - few.claimMs) / ((many.guilds - few.guilds) / 2));
const claimMs = (waiting: number) =>
  Math.max(0, few.claimMs - (claimGrowsMs * few.guilds) / 2) + claimGrowsMs * waiting;

const model = (servers: number, more: Partial<ScaleModel> = {}): ScaleModel => ({
  servers,
  processes: 1,
  webhookShare: 0,
  criticalShare: 0.1,
  answerMs: ANSWER_MS,
  decideMs,
  claimMs,
  noteMs,
  ...more,
});

console.log(`\nTaking a message takes ${format(claimGrowsMs * 1_000)} µs longer for each that waits.`);
console.log(
  `\nThe simulation beside the program, answers after ${ANSWER_MS} ms, from the first message to the last:\n`,
);
console.log('| servers | program, messages/s | simulated, messages/s | simulated / program |');
console.log('| ---: | ---: | ---: | ---: |');
for (const servers of CHECKED) {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { allMs, firstMs } = await fanOut(HERE, servers, { name: 'scale', answerMs: ANSWER_MS, slowMs: 0 });
    rates.push(((servers - 1) * 1_000) / (allMs - firstMs));
  }
  const { perSecond } = await simulate(model(servers));
  const real = median(rates);
  console.log(`| ${format(servers)} | ${format(real)} | ${format(perSecond)} | ${format(perSecond / real)} |`);
}

console.log('\nAll servers notified of one incident, simulated; one message in ten is critical:\n');
console.log('| servers | processes | by webhook | messages/s | all the critical ones, s | all, s |');
console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
for (const servers of SIZES) {
  // A million in minutes, not in half an hour.
  for (const more of servers > 100_000 ? [ALONE] : [ALONE, { processes: 4 }, { processes: 4, webhookShare: 0.5 }]) {
    const { processes = 1, webhookShare } = model(servers, more);
    const { allMs, criticalMs, perSecond } = await simulate(model(servers, more));
    console.log(
      `| ${format(servers)} | ${processes} | ${webhookShare * 100} % | ${format(perSecond)} | ${format(criticalMs / 1_000)} | ${format(allMs / 1_000)} |`,
    );
  }
}
process.exit();
