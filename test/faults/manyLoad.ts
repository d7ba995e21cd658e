import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { until } from '../fixtures/until.ts';
import { dropped } from './dropped.ts';
import type { ManyStage } from './manyStage.ts';
import { notNotified } from './notNotified.ts';
import { accepts, pick } from './soak.ts';

/** In one post, at most. */
const MOST_RESULTS = 50;
/** Posts at once: more than are due while PostgreSQL is gone. */
const MOST_UNDER_WAY = 2_000;
const REPEATED_EVERY_MS = 250;
/** Unless something else is said. */
const PER_SECOND = 800;
/** An alert, its end and an edit: in all no more than what Discord takes, so that what waits is sent as fast as it comes. */
const MESSAGES_A_WAVE = 3;
const MESSAGES_PER_SECOND = 30;
const SHORTEST_MS = 2_000;
/** More would be one incident that comes and goes. */
const WAVES_A_PIPELINE = 5;
const OPEN_ONES = 'select count(*)::int as n from deliveries where delivered_at is null and gave_up_at is null';

export interface Posted {
  readonly accepted: number;
  readonly refused: number;
  readonly unanswered: number;
}

/**
 * Posts that come as often as is said, whoever answers: each is repeated under its key until it has a 202, at another process if need be. And queues that
 * back up and drain.
 */
export function startLoad(stage: ManyStage, appNow: () => AppProcess, random: () => number, perSecond = PER_SECOND) {
  const notifiedMs = (stage.seenBy * MESSAGES_A_WAVE * 1_000) / MESSAGES_PER_SECOND;
  const shortestMs = Math.max(SHORTEST_MS, notifiedMs / 2);
  /** Between the beginnings of two posts, in the middle. */
  const everyMs = (((1 + MOST_RESULTS) / 2) * 1_000) / perSecond;
  let accepted = 0;
  let [refused, unanswered] = [0, 0];
  const end = new AbortController();
  const isOver = () => end.signal.aborted;
  const rest = (ms: number) => sleep(ms, undefined, { signal: end.signal }).catch(() => undefined);
  let posts = 0;
  const post = (pipeline: string, path: string, body: unknown) => {
    posts += 1;
    const key = `${pipeline}-${posts}`;
    return accepts(async () => {
      const status = await stage.post(appNow(), pipeline, path, body, key);
      if (status === null) unanswered += 1;
      else if (status !== 202) refused += 1;
      return status;
    }, REPEATED_EVERY_MS);
  };

  const postResults = async () => {
    const solved = { outcome: 'solved', latencyMs: 5_000 };
    const batch = Array.from({ length: 1 + Math.floor(random() * MOST_RESULTS) }, () => solved);
    await post(pick(stage.pipelines, random), '/v1/results', batch);
    accepted += batch.length;
  };
  const results = async () => {
    const underWay = new Set<Promise<unknown>>();
    for (let nextAt = performance.now(); !isOver(); nextAt += 2 * everyMs * random()) {
      await rest(Math.max(0, nextAt - performance.now()));
      const posting = postResults().finally(() => underWay.delete(posting));
      underWay.add(posting);
      if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  };
  const waves = async () => {
    const left = stage.pipelines.flatMap((pipeline) => Array.from({ length: WAVES_A_PIPELINE }, () => pipeline));
    while (!isOver() && left.length > 0) {
      const [pipeline = ''] = left.splice(Math.floor(random() * left.length), 1);
      for (const depth of [1_000, 0]) {
        await post(pipeline, '/v1/queue', { depth });
        await rest(shortestMs * (1 + random() * 2));
      }
    }
  };
  const running = Promise.all([results(), waves()]);
  return {
    /** How many results got a 202, and how many posts got another answer, or none, and were sent again. */
    async end(): Promise<Posted> {
      end.abort();
      await running;
      return { accepted, refused, unanswered };
    },
  };
}

/** Resolves once nothing waits to be sent. */
export async function allSent(stage: ManyStage): Promise<void> {
  await until('the end of all that was waiting', {
    look: async () => (await stage.rows(OPEN_ONES))?.[0]?.['n'],
    isSo: (waiting) => waiting === 0,
    withinMs: 240_000,
  });
}

/** What the channels hold against what the database says was decided. */
export async function judge(stage: ManyStage, accepted: number) {
  const ask = async (sql: string) => (await stage.rows(sql)) ?? [];
  const rows = await ask('select id, type, message, message_id, incident_id, gave_up_why from deliveries');
  const incidents = await ask(
    "select id, opened_at, ended_at from incidents where kind = 'queue' and notified_severity is not null",
  );
  const [sums] = await ask('select coalesce(sum(solved), 0) as n from solve_buckets');
  const shown = stage.messages();
  const keys = shown.map(({ channel, embeds: [embed] }) =>
    [channel, embed?.title, embed?.author?.name, embed?.timestamp].join(' '),
  );
  return {
    accepted,
    incidents: incidents.length,
    messages: shown.length,
    lost: notNotified(incidents, rows).length + dropped(rows).length,
    doubles: keys.length - new Set(keys).size,
    wrongSums: Math.abs(Number(sums?.['n']) - accepted),
  };
}
