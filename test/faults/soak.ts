import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import type { DataPlace } from '../fixtures/dataPlaces.ts';
import { type Stage, setUpFaultyProgram, type Way } from '../fixtures/faultyProgram.ts';
import { until } from '../fixtures/until.ts';
import { dropped } from './dropped.ts';
import { notNotified } from './notNotified.ts';

const OPEN_ONES = 'select count(*) as n from deliveries where delivered_at is null and gave_up_at is null';

export interface SoakResult {
  readonly seed: number;
  readonly way: Way;
  readonly kills: number;
  /** Batches of results, each repeated under its key until it was accepted. */
  readonly posted: number;
  /** Results in them. */
  readonly accepted: number;
  readonly messages: number;
  /** The incidents that people had to be notified of, as the database knows. */
  readonly incidents: number;
  readonly lost: number;
  readonly doubles: number;
  /** Accepted results that are missing, or counted twice. */
  readonly wrongSums: number;
}

export interface SoakOptions {
  readonly kills: number;
  readonly seed: number;
  readonly way: Way;
  /** On a file of its own, unless something else is said. */
  readonly data?: DataPlace;
  /** How many use the database at once; one, unless something else is said. */
  readonly processes?: number;
  /** The longest time between two kills, and that a killed process stays away. */
  readonly calmMs?: number;
  readonly awayMs?: number;
  /** The shortest and the longest time for which the queue stays as it is. */
  readonly waveMs?: readonly [number, number];
  readonly say?: (line: string) => void;
}

/** Posts go on, the queue backs up and drains, and processes are killed again and again at random moments. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, way } = options;
  const stage = await setUpFaultyProgram(way, options.data);
  try {
    return { seed, way, ...(await run(stage, options)) };
  } finally {
    await stage.close();
  }
}

const SETTINGS = { ALERT_COOLDOWN_SECONDS: '1', LATENCY_MIN_SOLVED: '1000000' };

async function run(stage: Stage, options: SoakOptions) {
  const { kills, seed, processes = 1, calmMs = 700, awayMs = 0, waveMs = [50, 450], say = () => {} } = options;
  const random = seeded(seed);
  const apps: AppProcess[] = [];
  for (let i = 0; i < processes; i += 1) apps.push(await stage.start(SETTINGS));
  const load = startLoad(stage, () => pick(apps, random), waveMs, random);
  for (let killed = 1; killed <= kills; killed += 1) {
    await sleep(random() * calmMs);
    const app = pick(apps, random);
    await app.end('SIGKILL');
    await sleep(random() * awayMs);
    apps[apps.indexOf(app)] = await stage.start(SETTINGS);
    if (killed % 20 === 0) say(`${killed} kills, ${stage.messages().length} messages`);
  }
  const { posted, accepted } = await load.end();
  await accepts(() => stage.post(pick(apps, random), '/v1/queue', { depth: 0 }));
  await until('the end of all that was waiting', {
    look: () => stage.data.ask(OPEN_ONES),
    isSo: (waiting) => waiting === 0,
    // A message that a killed process had claimed is free again after a minute and a half.
    withinMs: 180_000,
  });
  await Promise.all(apps.map((app) => app.end('SIGTERM')));
  return judge(stage, kills, posted, accepted);
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Workers and a queue that go on whatever is killed. */
function startLoad(
  stage: Stage,
  appNow: () => AppProcess,
  [shortestMs, longestMs]: readonly [number, number],
  random: () => number,
) {
  let accepted = 0;
  let posted = 0;
  let isOver = false;
  let depth = 0;

  /** A worker that repeats a batch under its key until it has its 202. */
  const worker = async (name: number) => {
    for (let n = 0; !isOver; n += 1) {
      const key = `${name}-${n}`;
      const solved = { outcome: 'solved', latencyMs: 5_000 };
      const batch = Array.from({ length: 1 + Math.floor(random() * 5) }, () => solved);
      await accepts(() => stage.post(appNow(), '/v1/results', batch, key));
      accepted += batch.length;
      posted += 1;
      await sleep(random() * 20);
    }
  };
  const waves = async () => {
    while (!isOver) {
      const next = depth === 0 ? 1_000 : 0;
      await accepts(() => stage.post(appNow(), '/v1/queue', { depth: next }));
      depth = next;
      await sleep(shortestMs + random() * (longestMs - shortestMs));
    }
  };
  const all = Promise.all([worker(1), worker(2), worker(3), waves()]);
  return {
    async end() {
      isOver = true;
      await all;
      return { posted, accepted };
    },
  };
}

/** Repeats a post until it has its 202. */
export function accepts(post: () => Promise<number | null>, everyMs?: number): Promise<number | null> {
  return until('202', { look: post, isSo: (status) => status === 202, everyMs });
}

/** What the channel holds against what the database says was decided. */
async function judge({ data, messages }: Stage, kills: number, posted: number, accepted: number) {
  const rows = await data.rows('select id, type, message, message_id, incident_id, gave_up_why from deliveries');
  // Within its cooldown people are not notified of an incident, and that is no loss.
  const incidents = await data.rows(
    "select id, opened_at, ended_at from incidents where kind = 'queue' and notified_severity is not null",
  );
  const solved = await data.ask('select sum(solved) as n from solve_buckets');
  const shown = messages();
  const keys = shown.map(({ embeds }) => `${embeds[0]?.title} ${embeds[0]?.timestamp}`);
  return {
    kills,
    posted,
    accepted,
    messages: shown.length,
    incidents: incidents.length,
    lost: notNotified(incidents, rows).length + dropped(rows).length,
    doubles: keys.length - new Set(keys).size,
    wrongSums: Math.abs(solved - accepted),
  };
}

/** mulberry32: the same numbers for the same seed, everywhere. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
