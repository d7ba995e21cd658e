import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { RETRY_REASONS } from '../../src/monitor/delivery/outcome.ts';
import { timesAt } from '../../src/store/deliveryOrder.ts';
import { DUE_GUILD } from '../../src/store/dueGuild.ts';
import { NEXT_ROWS } from '../../src/store/nextDueAt.ts';
import { recovery } from '../fixtures/alerts.ts';
import { LEASE } from '../fixtures/deliveries.ts';
import { DAY, HOUR, MINUTE, NOW, ON_POSTGRES, openOnDisk, openSchema, seeGuilds } from '../fixtures/store.ts';

const GUILDS = ['g1', 'g2', 'g3'];
const TYPES = ['alert', 'recovery', 'edit', 'escalation', 'thread', 'entry', 'summary'] as const;
const SUPPRESSED: readonly (string | null)[] = ['muted', 'quietHours', 'cooldown'];
const BESIDE: readonly string[] = ['edit', 'escalation', 'thread', 'entry'];

interface Row {
  readonly id: number;
  readonly guild_id: string;
  readonly type: string;
  readonly severity: string | null;
  readonly not_before: number;
  readonly claimed_until: number | null;
  readonly retry_why: string | null;
  readonly delivered_at: number | null;
  readonly gave_up_at: number | null;
  readonly target_id: number | null;
  readonly group_id: number | null;
}

// What the queries mean, over all rows at once.

const waits = (row: Row) => row.delivered_at === null && row.gave_up_at === null;

function holdsUp(earlier: Row, { type, target_id }: Row): boolean {
  if (type === 'edit') return earlier.id === target_id || earlier.type === 'edit';
  if (type === 'thread') return earlier.id === target_id;
  if (type === 'entry') return earlier.type === 'thread' || earlier.type === 'entry';
  return !SUPPRESSED.includes(earlier.retry_why) && !BESIDE.includes(earlier.type);
}

function isNext(row: Row, rows: readonly Row[]): boolean {
  const before = rows.filter((one) => one.guild_id === row.guild_id && one.id < row.id && waits(one));
  return waits(row) && !before.some((one) => holdsUp(one, row));
}

function mayLeave(row: Row, rows: readonly Row[]): boolean {
  const until = row.claimed_until ?? 0;
  const leader = rows.find(({ id }) => id === row.group_id);
  const isLed = leader !== undefined && leader.id !== row.id && waits(leader);
  return isNext(row, rows) && !isLed && (until <= NOW || until > NOW + 10 * MINUTE);
}

function isTooFarAhead({ retry_why, not_before }: Row): boolean {
  if (retry_why === 'muted' || retry_why === 'quietHours') return false;
  return not_before > NOW + (retry_why === 'cooldown' ? DAY : 2 * HOUR);
}

const isInTime = ({ not_before }: Row) => not_before <= NOW;
const isDue = (row: Row, rows: readonly Row[]) => (isInTime(row) || isTooFarAhead(row)) && mayLeave(row, rows);
const byTime = (a: Row, b: Row) => a.not_before - b.not_before || a.id - b.id;
const rankOf = (row: Row) => (isInTime(row) ? (row.severity === 'critical' ? 0 : 1) : 2);

function firstDue(rows: readonly Row[]): number | null {
  const due = rows.filter((row) => isDue(row, rows)).toSorted(byTime);
  const [first] = due.toSorted((a, b) => rankOf(a) - rankOf(b));
  // In its guild they go by their time.
  return due.find((row) => row.guild_id === first?.guild_id)?.id ?? null;
}

function nextDue(rows: readonly Row[]): number | null {
  const times = rows
    .filter((row) => isNext(row, rows))
    .map(({ not_before, claimed_until }) => Math.max(not_before, claimed_until ?? 0));
  return times.length === 0 ? null : Math.min(...times);
}

const around = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 * HOUR, 2 * HOUR + 1, DAY, DAY + 1, 10 * MINUTE, 10 * MINUTE + 1),
  fc.integer({ min: -3 * HOUR, max: 2 * DAY }),
);
const time = around.map((ms) => NOW + ms);
const often = <T>(value: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });
const rowsOf = fc
  .array(
    fc.record({
      guild_id: fc.constantFrom(...GUILDS),
      type: fc.constantFrom(...TYPES),
      severity: fc.constantFrom('critical', 'warning', null),
      not_before: fc.oneof(fc.constantFrom(NOW, NOW - MINUTE), time),
      claimed_until: often<number | null>(null, time),
      retry_why: often<string | null>(null, fc.constantFrom(...RETRY_REASONS)),
      delivered_at: often<number | null>(null, fc.constant(NOW)),
      gave_up_at: often<number | null>(null, fc.constant(NOW)),
      target_id: fc.option(fc.integer({ min: 1, max: 8 })),
      group_id: often<number | null>(null, fc.integer({ min: 1, max: 8 })),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, id: index + 1 })));

test('whatever waits, the first that is due is taken, and the next due time is that of the first that is next', async () => {
  const opened = await openOnDisk();
  await seeGuilds(opened.store, ...GUILDS);
  const db = openSchema(opened.location);
  const message = JSON.stringify(recovery());
  await fc.assert(
    fc.asyncProperty(rowsOf, async (rows) => {
      await db.deleteFrom('deliveries').execute();
      const values = rows.map((row) => ({ ...row, message, created_at: NOW, attempts: 0 }));
      if (values.length > 0) await db.insertInto('deliveries').values(values).execute();
      expect(await opened.store.deliveries.nextDueAt()).toBe(nextDue(rows));
      expect((await opened.store.deliveries.claim(NOW, LEASE))?.id ?? null).toBe(firstDue(rows));
    }),
    { numRuns: ON_POSTGRES ? 150 : 400, seed: 11 },
  );
}, 60_000);

test('what is due is found by an index, however much waits', async () => {
  const opened = await openOnDisk();
  const db = openSchema(opened.location);
  const guilds = Array.from({ length: 4_000 }, (_, i) => ({ id: `g${i}`, name: '', joined_at: NOW }));
  const values = Array.from({ length: 20_000 }, (_, i) => ({
    guild_id: `g${i % guilds.length}`,
    type: 'recovery',
    severity: i % 10 === 0 ? 'critical' : null,
    message: '{}',
    created_at: NOW,
    not_before: NOW + i,
    attempts: 0,
  }));
  for (const part of inParts(guilds)) await db.insertInto('guilds').values(part).execute();
  for (const part of inParts(values)) await db.insertInto('deliveries').values(part).execute();
  if (ON_POSTGRES) await sql`analyze`.execute(db);
  const [critical, others, ahead] = DUE_GUILD.map((build) => build(db, timesAt(NOW)));
  const next = Object.values(NEXT_ROWS).map((build) => build(db, { id: 0, not_before: 0 }));
  for (const query of [critical, others, ahead, ...next]) {
    if (query === undefined) throw new Error('there are three');
    const text = `${ON_POSTGRES ? 'explain' : 'explain query plan'} ${query.sql}`;
    const plan = await db.executeQuery<Record<string, unknown>>({ ...query, sql: text });
    const lines = plan.rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n');
    expect(lines).toMatch(/deliveries_(critical|others|ahead)/);
    expect(lines).not.toMatch(/Seq Scan on deliveries|SCAN mine|SCAN earlier/);
    // Those that are too far ahead are few.
    if (query !== ahead) expect(lines).not.toMatch(/Sort|TEMP B-TREE/);
  }
}, 60_000);

const inParts = <T>(rows: readonly T[]) =>
  Array.from({ length: rows.length / 1_000 }, (_, i) => rows.slice(i * 1_000, (i + 1) * 1_000));
