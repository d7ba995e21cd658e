import { sql } from 'kysely';
import { expect } from 'vitest';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { NOW, openAt, PIPELINE } from '../fixtures/store.ts';
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
    severity: 'error',
    notifiedSeverity: 'warning',
    suppressed: 3,
    suppressedAt: { warning: 4, error: null },
  });
});
