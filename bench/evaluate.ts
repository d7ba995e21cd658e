import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScene } from './evaluateScene.ts';
import { median, quantile } from './median.ts';

// One evaluation of every guild, all ten kinds: with nothing to send, and whether it wrote anything; and where every pipeline fires at once.
const GUILDS = [1, 100, 10_000];
const EVALUATIONS = 40;
/** Pipelines and guilds. */
const SIZES = [
  [1, 1],
  [1, 100],
  [10, 100],
  [100, 1],
  [100, 100],
] as const;
const RUNS = 5;

const folder = mkdtempSync(join(tmpdir(), 'bench-evaluate-'));
try {
  await compareGuilds();
  await comparePipelines();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareGuilds(): Promise<void> {
  console.log('| guilds | median, ms | p95, ms | a guild, µs | written |\n| ---: | ---: | ---: | ---: | --- |');
  for (const guilds of GUILDS) {
    const scene = await openScene({ file: join(folder, `${guilds}.db`), guilds, pipelines: 1 });
    // The first one notes what is decided of each kind.
    await scene.round();
    const before = scene.walBytes();
    const took = await rounds(scene.round, EVALUATIONS);
    const wrote = scene.walBytes() === before ? 'nothing' : 'something';
    const middle = median(took);
    console.log(
      `| ${guilds.toLocaleString('en-US')} | ${middle.toFixed(2)} | ${quantile(took, 0.95).toFixed(2)} | ${((middle / guilds) * 1000).toFixed(1)} | ${wrote} |`,
    );
    await scene.close();
  }
}

/** In turns, so that what else the machine does is shared. */
async function comparePipelines(): Promise<void> {
  const took = SIZES.map(() => ({ quiet: [] as number[], firing: [] as number[], after: [] as number[], messages: 0 }));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, [pipelines, guilds]] of SIZES.entries()) {
      const of = took[index];
      if (of === undefined) continue;
      const scene = await openScene({ file: join(folder, `${pipelines}x${guilds}-${run}.db`), guilds, pipelines });
      await scene.round();
      of.quiet.push(median(await rounds(scene.round, EVALUATIONS / 4)));
      await scene.failHalf();
      of.firing.push(await scene.round());
      of.after.push(median(await rounds(scene.round, EVALUATIONS / 4)));
      of.messages = await scene.waiting();
      await scene.close();
    }
  }
  const base = took[SIZES.findIndex(([pipelines, guilds]) => pipelines === 1 && guilds === 100)];
  console.log(
    '\n| pipelines | guilds | quiet, ms | × | everything fires, ms | × | messages | still firing, ms | × |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const [index, [pipelines, guilds]] of SIZES.entries()) {
    const of = took[index];
    if (of === undefined || base === undefined) continue;
    const cell = (what: 'quiet' | 'firing' | 'after') =>
      `${median(of[what]).toFixed(1)} | ${(median(of[what]) / median(base[what])).toFixed(1)}`;
    console.log(
      `| ${pipelines} | ${guilds} | ${cell('quiet')} | ${cell('firing')} | ${of.messages} | ${cell('after')} |`,
    );
  }
}

async function rounds(round: () => Promise<number>, count: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < count; i += 1) took.push(await round());
  return took;
}
