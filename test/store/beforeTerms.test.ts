import { sql } from 'kysely';
import { expect } from 'vitest';
import { readMessage } from '../../src/store/deliveryRows.ts';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { NOW, openAt, openSchema, PIPELINE } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

test('a database with the words of before keeps what people were notified of, and what was suppressed', async ({
  folder,
}) => {
  const { location, db } = await earlierDatabase(folder, '0035');
  await sql`insert into guilds (id, name, joined_at) values ('g1', 'One', 1)`.execute(db);
  await sql`insert into told_top_ups (guild_id, account, at) values ('g1', 'default', 5)`.execute(db);
  await sql`insert into on_call (guild_id, rota, told_until) values ('g1', '{"people":[],"covers":[]}', 7)`.execute(db);
  await sql`insert into incidents
    (guild_id, pipeline, kind, severity, opened_at, told_severity, notified, worst, held_back, held_warning_at, affects)
    values ('g1', ${PIPELINE}, 'queue', 'error', 2, 'warning', '{"kind":"queue","depth":150}',
      '{"kind":"queue","depth":700}', 3, 4, '[]')`.execute(db);
  await db.destroy();
  const store = await openAt(location);
  expect((await store.guilds.get('g1'))?.notifiedTopUps).toEqual({ default: 5 });
  const state = (await store.alertStates.of(PIPELINE, NOW)).get('g1')?.get('queue');
  expect(state?.incident).toMatchObject({
    severity: 'critical',
    notifiedSeverity: 'warning',
    suppressed: 3,
    suppressedAt: { warning: 4, critical: null },
  });
});

test('severities that were called error, and thresholds that were called limits, have the names of now', async ({
  folder,
}) => {
  const { location, db } = await earlierDatabase(folder, '0046');
  const rows = async (table: string, columns: string) =>
    (await sql`select ${sql.raw(columns)} from ${sql.table(table)} order by 1, 2`.execute(other)).rows;
  await sql`insert into guilds (id, name, joined_at, mention_from, limits)
    values ('g1', 'error', 1, 'error', '{"cooldown":60}'), ('g2', 'Two', 1, 'warning', '{}')`.execute(db);
  await sql`insert into guild_pipelines (guild_id, pipeline, mention_from, limits)
    values ('g1', 'shop', 'error', '{"queue.depth":7}')`.execute(db);
  await sql`insert into incidents
    (guild_id, pipeline, kind, severity, opened_at, notified_severity, ack_severity, caught_up, notified, worst, suppressed,
      suppressed_error_at, affects, paged)
    values ('g1', ${PIPELINE}, 'errors', 'error', 2, 'error', 'error', 'error', '{"kind":"errors"}', '{"kind":"errors"}', 3, 4,
      '[]', '{"pager":{"severity":"error","endings":[""]}}')`.execute(db);
  await sql`insert into cooldowns (guild_id, pipeline, kind, severity, last_sent_at)
    values ('g1', ${PIPELINE}, 'errors', 'error', 5), ('g1', ${PIPELINE}, 'queue', 'warning', 6)`.execute(db);
  const said = { type: 'alert', severity: 'error', note: 'said "severity":"error"' };
  await sql`insert into deliveries (guild_id, type, severity, message, created_at, not_before, attempts)
    values ('g1', 'alert', 'error', ${JSON.stringify(said)}, 1, 1, 0)`.execute(db);
  await sql`insert into changes (guild_id, at, by_id, by_name, action, subject, before, after)
    values ('g1', 1, '1', 'error', 'setup', 'mentionFrom shop', 'warning', 'error'),
      ('g1', 2, '1', 'error', 'setup', 'channel', 'error', 'error')`.execute(db);
  await db.destroy();

  const store = await openAt(location);
  const other = openSchema(location);
  expect(await store.guilds.get('g1')).toMatchObject({
    name: 'error',
    mentionFrom: 'critical',
    thresholds: { cooldown: 60 },
    routes: { shop: { mentionFrom: 'critical', thresholds: { 'queue.depth': 7 } } },
  });
  expect(await store.guilds.get('g2')).toMatchObject({ mentionFrom: 'warning' });
  const states = await store.alertStates.of(PIPELINE, NOW);
  expect(states.get('g1')?.get('errors')).toMatchObject({
    lastSent: { warning: null, critical: 5 },
    incident: {
      severity: 'critical',
      notifiedSeverity: 'critical',
      suppressedAt: { warning: null, critical: 4 },
      paged: { pager: { severity: 'critical', endings: [''] } },
    },
  });
  expect(states.get('g1')?.get('queue')?.lastSent).toEqual({ warning: 6, critical: null });
  expect(await rows('incidents', 'ack_severity, caught_up')).toEqual([
    { ack_severity: 'critical', caught_up: 'critical' },
  ]);
  const [sent] = await rows('deliveries', 'severity, message');
  expect(sent).toMatchObject({ severity: 'critical' });
  expect(readMessage(String(Reflect.get(Object(sent), 'message')))).toEqual({ ...said, severity: 'critical' });
  expect(await rows('changes', 'before, after')).toEqual([
    { before: 'error', after: 'error' },
    { before: 'warning', after: 'critical' },
  ]);
  await other.destroy();
});
