import { DatabaseSync } from 'node:sqlite';
import { DDSketch } from '@datadog/sketches-js';
import pg from 'pg';
import { openStore } from '../src/store/open.ts';
import { isPostgresUrl } from '../src/store/postgresUrl.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const QUARTER = 15 * MINUTE;

const TASKS_A_DAY = 200_000;
const CODES = 300;
const TYPES = 10;
const DAYS = 395;
/** So many sketches are drawn; the others are copies of them. */
const SKETCHES = 16;
/** Since sketches are kept by CAPTCHA type. */
const TYPED_DAYS = 30;

/** What an age is kept in, the oldest first. */
const AGES = [
  { from: DAYS * DAY, to: 7 * DAY, stepMs: QUARTER, codes: 87 },
  { from: 7 * DAY, to: 2 * HOUR, stepMs: MINUTE, codes: 8 },
  { from: 2 * HOUR, to: 0, stepMs: 5 * SECOND, codes: 1 },
] as const;
const SKETCH_AGES = [
  { from: DAYS * DAY, to: 2 * DAY, stepMs: QUARTER },
  { from: 2 * DAY, to: 2 * HOUR, stepMs: MINUTE },
  { from: 2 * HOUR, to: 0, stepMs: 5 * SECOND },
] as const;
const METRICS = ['balance', 'queueDepth', 'activeWorkers', 'threadsBusy'] as const;

export interface YearOptions {
  readonly now: number;
  readonly pipeline?: string;
}

/**
 * Makes a database with thirteen months of a busy pipeline, as tidying leaves it: 200,000 tasks a day of ten types with 300 error
 * codes. The engine itself makes the rows, so it takes seconds. Answers how many rows of sums there are.
 */
export async function makeYear(location: string, { now, pipeline = 'default' }: YearOptions): Promise<number> {
  await (await openStore(location)).close();
  const engine = await openEngine(location);
  const quarter = now - (now % QUARTER);
  try {
    await engine.begin();
    for (const age of AGES) {
      await engine.run(bucketRows(pipeline, quarter, age));
      await engine.run(codeRows(pipeline, quarter, age));
    }
    await engine.addSketches(drawSketches());
    for (const age of SKETCH_AGES) await engine.run(sketchRows(pipeline, quarter, age));
    for (const metric of METRICS) for (const age of AGES) await engine.run(readingRows(pipeline, metric, quarter, age));
    // Tidying removes nothing while the clock may have jumped.
    await engine.run(
      `insert into tidy_runs (id, last_at, steady_since) values (1, ${now - MINUTE}, ${now - 30 * DAY})`,
    );
    await engine.commit();
    return await engine.count('select (select count(*) from solve_buckets) + (select count(*) from solve_errors) as n');
  } finally {
    await engine.close();
  }
}

type Age = { readonly from: number; readonly to: number; readonly stepMs: number };

/** One row for each step of an age. */
function stepsOf(now: number, { from, to, stepMs }: Age): string {
  return `with recursive step (start) as (select ${now - from} union all select start + ${stepMs} from step
    where start + ${stepMs} < ${now - to})`;
}

function numbers(name: string, count: number): string {
  return `${name} (i) as (select 0 union all select i + 1 from ${name} where i + 1 < ${count})`;
}

/** Each type has its share of the tasks; of a short step most types have none. */
function bucketRows(pipeline: string, now: number, age: Age): string {
  const tasks = Math.round((TASKS_A_DAY / DAY) * age.stepMs);
  const solved = `(${tasks} * (19 - i) / 145 + (start / ${age.stepMs} + i * 7) % 3)`;
  return `insert into solve_buckets (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count)
    ${stepsOf(now, age)}, ${numbers('kind', TYPES)}
    select '${pipeline}', start, 'type-' || i, ${solved}, ${solved} / 12, ${solved} * 1300, ${solved} * 17000, ${solved}
    from step cross join kind where ${solved} > 0`;
}

/** Some codes are frequent and most are not; which of those come in a step looks like chance. */
function codeRows(pipeline: string, now: number, age: Age & { readonly codes: number }): string {
  const isSeen = `(start / ${age.stepMs} * 7919 + i * 104729) % 997 < ${Math.round((997 * age.codes) / CODES)}`;
  return `insert into solve_errors (pipeline, start, code, n)
    ${stepsOf(now, age)}, ${numbers('code', CODES)}
    select '${pipeline}', start, 'ERROR_OF_A_WORKER_' || i, 1 + 60 / (i + 1)
    from step cross join code where ${isSeen}`;
}

function sketchRows(pipeline: string, now: number, age: Age): string {
  // Those of types become quarter-hours at once.
  const typed = age.stepMs === MINUTE ? { ...age, stepMs: QUARTER } : age;
  const rows = (
    type: string,
    some: string,
  ) => `select '${pipeline}', ${type}, start, ${age.to === 0 ? "'w'" : "''"}, sketch
    from ${some} join made_sketches on made_sketches.id = start / ${SECOND} % ${SKETCHES}`;
  const since = now - Math.min(age.from, TYPED_DAYS * DAY);
  return `insert into solve_sketches (pipeline, type, start, writer, sketch)
    ${stepsOf(now, age)}, ${numbers('kind', TYPES)},
      typed (start) as (select start from step where start % ${typed.stepMs} = 0 and start >= ${since})
    ${rows("''", 'step')} union all ${rows("'type-' || i", 'typed cross join kind')}`;
}

function readingRows(pipeline: string, metric: string, now: number, age: Age): string {
  const at = age.stepMs < MINUTE ? { ...age, stepMs: 30 * SECOND } : age;
  return `insert into readings (pipeline, metric, at, value)
    ${stepsOf(now, at)} select '${pipeline}', '${metric}', start, 40 + (start / ${at.stepMs}) % 60 from step`;
}

function drawSketches(): readonly Uint8Array[] {
  return Array.from({ length: SKETCHES }, (_, variant) => {
    const sketch = new DDSketch({ relativeAccuracy: 0.01 });
    for (let i = 0; i < 2_000; i += 1) sketch.accept(8_000 + ((i * (variant + 37)) % 997) * 25 + (i % 40) * 300);
    return sketch.toProto();
  });
}

interface Engine {
  begin(): Promise<void>;
  run(statement: string): Promise<void>;
  addSketches(sketches: readonly Uint8Array[]): Promise<void>;
  count(query: string): Promise<number>;
  commit(): Promise<void>;
  close(): Promise<void>;
}

const DRAWN = 'create temporary table made_sketches (id integer primary key, sketch';

function openEngine(location: string): Promise<Engine> {
  return isPostgresUrl(location) ? openServer(location) : openFile(location);
}

async function openFile(file: string): Promise<Engine> {
  const db = new DatabaseSync(file);
  // Nothing here has to survive anything.
  db.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000; pragma temp_store = memory',
  );
  return {
    begin: async () => db.exec('begin exclusive'),
    run: async (statement) => db.exec(statement),
    async addSketches(sketches) {
      db.exec(`${DRAWN} blob)`);
      const add = db.prepare('insert into made_sketches values (?, ?)');
      for (const [id, sketch] of sketches.entries()) add.run(id, sketch);
    },
    count: async (query) => Number(db.prepare(query).get()?.['n']),
    commit: async () => db.exec('commit; pragma journal_mode = wal'),
    close: async () => db.close(),
  };
}

async function openServer(url: string): Promise<Engine> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = async (statement: string) => void (await client.query(statement));
  return {
    begin: () => run('begin'),
    run,
    async addSketches(sketches) {
      await run(`${DRAWN} bytea)`);
      for (const [id, sketch] of sketches.entries())
        await client.query('insert into made_sketches values ($1, $2)', [id, Buffer.from(sketch)]);
    },
    count: async (query) => Number((await client.query(query)).rows[0]?.n),
    async commit() {
      await run('commit');
      await run('vacuum analyze');
    },
    close: () => client.end(),
  };
}
