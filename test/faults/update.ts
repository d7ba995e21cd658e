import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import type { EarlierVersion } from './earlierVersion.ts';
import { allSent, judge, type Posted, startLoad } from './manyLoad.ts';
import { type ManyOptions, type ManyStage, setUpMany } from './manyStage.ts';
import { pick, seeded } from './soak.ts';

export interface UpdateResult extends Posted {
  readonly guilds: number;
  readonly pipelines: number;
  readonly minutes: number;
  readonly incidents: number;
  readonly messages: number;
  readonly lost: number;
  readonly doubles: number;
  readonly wrongSums: number;
  /** How each process of the earlier version ended when it was asked to. */
  readonly exitCodes: readonly (number | null)[];
}

interface Options extends ManyOptions {
  readonly seed: number;
  readonly earlier: Pick<EarlierVersion, 'main' | 'openStore'>;
  /** Before, between and after the two updates. */
  readonly calmMs: number;
  readonly say: (line: string) => void;
}

const ROLES = 'ingest,gateway,worker';
const PROCESSES = 2;

/** Two processes of an earlier version on one database, replaced by this one while posts go on and alerts fire. */
export async function update(options: Options): Promise<UpdateResult> {
  const stage = await setUpMany({ ...options, openTables: options.earlier.openStore });
  try {
    return await run(stage, options);
  } finally {
    await stage.close();
  }
}

async function run(stage: ManyStage, { seed, guilds, earlier, calmMs, say }: Options): Promise<UpdateResult> {
  const random = seeded(seed);
  const before: AppProcess[] = [];
  for (let n = 0; n < PROCESSES; n += 1) before.push(await stage.start(ROLES, earlier.main));
  say(`${PROCESSES} processes of the earlier version take results`);
  const startedAt = performance.now();
  const serving = [...before];
  const load = startLoad(stage, () => pick(serving, random), random);
  const exitCodes: (number | null)[] = [];
  for (const old of before) {
    await sleep(calmMs);
    serving.push(await stage.start(ROLES));
    say('one of this version takes results beside them');
    await sleep(calmMs);
    serving.splice(serving.indexOf(old), 1);
    exitCodes.push(await old.end('SIGTERM'));
    say(`one of the earlier version ended with ${exitCodes.at(-1)}`);
  }
  await sleep(calmMs);
  const posted = await load.end();
  await allSent(stage);
  const minutes = (performance.now() - startedAt) / 60_000;
  await Promise.all(serving.map((app) => app.end('SIGTERM')));
  const judged = await judge(stage, posted.accepted);
  return { guilds, pipelines: stage.pipelines.length, minutes, exitCodes, ...posted, ...judged };
}
