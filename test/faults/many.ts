import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { until } from '../fixtures/until.ts';
import { allSent, judge, type Posted, startLoad } from './manyLoad.ts';
import { type ManyOptions, type ManyStage, setUpMany } from './manyStage.ts';
import { pick, seeded } from './soak.ts';

export const MANY_FAULTS = ['kill', 'freeze', 'PostgreSQL restarted', 'PostgreSQL failed over'] as const;
export type ManyFault = (typeof MANY_FAULTS)[number];

export interface ManyResult extends Posted {
  readonly seed: number;
  readonly guilds: number;
  readonly pipelines: number;
  readonly minutes: number;
  /** For so long results were posted. */
  readonly loadMinutes: number;
  /** How many servers see each pipeline. */
  readonly seenBy: number;
  readonly incidents: number;
  readonly messages: number;
  readonly lost: number;
  readonly doubles: number;
  readonly wrongSums: number;
  /** How long it took, each time, until others had all that the process had, or until all were ready again. */
  readonly recoveredMs: Readonly<Record<ManyFault, readonly number[]>>;
}

interface Options extends ManyOptions {
  readonly seed: number;
  /** What breaks next, so long after the beginning; null: nothing more. A failover comes once. */
  readonly nextFault: (elapsedMs: number) => ManyFault | null;
  readonly resultsPerSecond?: number;
  /** The longest time between two of them, and that a process stays away or frozen. */
  readonly calmMs: number;
  readonly awayMs: number;
  readonly say?: (line: string) => void;
}

/** Two at the gateway, two that evaluate and send; each takes results. */
const PROCESSES = ['ingest,gateway', 'ingest,gateway', 'ingest,worker', 'ingest,worker'] as const;

interface Running {
  readonly roles: string;
  app: AppProcess;
}

/** What a process has for all: its leases, and its shards. */
const HELD = `select name from leases where until > extract(epoch from clock_timestamp()) * 1000 and holder like`;
const SHARDS = `select shard::text as name from shards where is_ready = 1 and holder like`;
/** docs/processes.md: leases within ten seconds, shards, which also have to log in, within 15. Here all of it has to be there. */
export const REPLACED_WITHIN_MS = 15_000;
/** Far more than that, so that what failed says how long it took. */
const GIVE_UP_MS = 60_000;

/** The longest time until a process that was killed or frozen was replaced; 0: none had anything to take over. */
export function slowestReplacement({ recoveredMs: { kill, freeze } }: Pick<ManyResult, 'recoveredMs'>): number {
  return Math.max(0, ...kill, ...freeze);
}
/** With thousands of servers each process reads a lot after a start. */
const READY_WITHIN_MS = 180_000;
const READY_EVERY_MS = 250;
const READY_ANSWER_MS = 20_000;

/** Four processes on one database, posts and queues that go on, and something that breaks again and again. */
export async function many(options: Options): Promise<ManyResult> {
  const stage = await setUpMany(options);
  try {
    return await run(stage, options);
  } finally {
    await stage.close();
  }
}

async function run(stage: ManyStage, options: Options) {
  const { seed, guilds, seenBy = guilds, nextFault, calmMs, awayMs, resultsPerSecond, say = () => {} } = options;
  const random = seeded(seed);
  const all: Running[] = [];
  for (const roles of PROCESSES) all.push({ roles, app: await stage.start(roles) });
  await until('four shards', { look: async () => (await stage.rows(`${SHARDS} '%'`))?.length, isSo: (n) => n === 4 });
  await allReady(all);
  say('everybody is ready');
  const startedAt = performance.now();
  const load = startLoad(stage, () => pick(all, random).app, random, resultsPerSecond);
  const recoveredMs = Object.fromEntries(MANY_FAULTS.map((fault) => [fault, [] as number[]])) as Record<
    ManyFault,
    number[]
  >;
  const next = () => nextFault(performance.now() - startedAt);
  for (let fault = next(); fault !== null; fault = next()) {
    await sleep(random() * calmMs);
    const victim = pick(all, random);
    const tookMs = await FAULTS[fault](stage, all, victim, awayMs * (0.5 + random() / 2));
    // Who did nothing for others leaves nothing to take over.
    if (tookMs !== null) recoveredMs[fault].push(tookMs);
    say(`${fault} (${victim.roles}): ${tookMs === null ? 'nothing to take over' : `${Math.round(tookMs)} ms`}`);
  }
  const posted = await load.end();
  const loadMinutes = (performance.now() - startedAt) / 60_000;
  say(`${posted.accepted} results in ${loadMinutes.toFixed(1)} minutes; waiting for what is to be sent`);
  await allSent(stage);
  const minutes = (performance.now() - startedAt) / 60_000;
  await Promise.all(all.map(({ app }) => app.end('SIGTERM')));
  const facts = { seed, guilds, pipelines: stage.pipelines.length, seenBy, minutes, loadMinutes, recoveredMs };
  return { ...facts, ...posted, ...(await judge(stage, posted.accepted)) };
}

type Break = (stage: ManyStage, all: readonly Running[], victim: Running, awayMs: number) => Promise<number | null>;

const FAULTS: Readonly<Record<ManyFault, Break>> = {
  async kill(stage, _all, victim, awayMs) {
    const replaced = await whenReplaced(stage, victim.app);
    await victim.app.end('SIGKILL');
    const away = sleep(awayMs);
    const tookMs = await replaced();
    await away;
    victim.app = await stage.start(victim.roles);
    return tookMs;
  },
  async freeze(stage, _all, { app }, awayMs) {
    const replaced = await whenReplaced(stage, app);
    app.process.kill('SIGSTOP');
    const away = sleep(awayMs);
    const tookMs = await replaced();
    await away;
    app.process.kill('SIGCONT');
    return tookMs;
  },
  'PostgreSQL restarted': ({ postgres }, all) =>
    untilReady(all, async () => {
      await postgres.stop('crash');
      await postgres.start();
    }),
  'PostgreSQL failed over': (stage, all) => untilReady(all, stage.failOver),
};

/** Breaks something that all use; answers how long it takes until all are ready again. */
async function untilReady(all: readonly Running[], breakIt: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await breakIt();
  await allReady(all);
  return performance.now() - since;
}

async function allReady(all: readonly Running[]): Promise<void> {
  await until('everybody ready', {
    look: async () => (await Promise.all(all.map(({ app }) => troubleOf(app)))).filter((trouble) => trouble !== null),
    isSo: (troubles) => troubles.length === 0,
    withinMs: READY_WITHIN_MS,
    // Each answer costs a worker a look at every server.
    everyMs: READY_EVERY_MS,
  });
}

/** Answers what waits until other processes have all that this one has now, and says how long that took. */
async function whenReplaced(stage: ManyStage, { process }: AppProcess): Promise<() => Promise<number | null>> {
  const mine = `'%-${process.pid}-%'`;
  const held = async () => {
    const [leases, shards] = [await stage.rows(`${HELD} ${mine}`), await stage.rows(`${SHARDS} ${mine}`)];
    const others = await stage.rows(`select shard from shards where is_ready = 1 and not holder like ${mine}`);
    if (leases === null || shards === null || others === null) return null;
    return { leases: leases.length, shards: shards.length, others: new Set(others.map(({ shard }) => shard)).size };
  };
  const before = await held();
  const [hadLeases, hadShards] = [(before?.leases ?? 0) > 0, (before?.shards ?? 0) > 0];
  return async () => {
    if (!hadLeases && !hadShards) return null;
    const since = performance.now();
    await until('other processes in its place', {
      look: held,
      isSo: (now) => now !== null && (!hadLeases || now.leases === 0) && (!hadShards || now.others === 4),
      withinMs: GIVE_UP_MS,
    });
    return performance.now() - since;
  };
}

/** What keeps a process from being ready; null: nothing. */
async function troubleOf({ baseUrl }: AppProcess): Promise<string | null> {
  const answer = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(READY_ANSWER_MS) }).catch(() => null);
  return answer?.status === 200 ? null : ((await answer?.text().catch(() => null)) ?? 'no answer');
}
