import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { prepared } from '../../src/store/prepared.ts';
import { openOnDisk, openSchema, seeGuilds } from '../fixtures/store.ts';

interface Wanted {
  readonly id: string;
  readonly at: number;
}

const build = (times: { n: number }) =>
  prepared<Wanted, { readonly id: string }>((db, { id, at }) => {
    times.n += 1;
    return db.selectFrom('guilds').select('id').where('id', '=', id).where(sql<boolean>`joined_at >= ${at}`).compile();
  });

test('is built once, and asked with other values each time', async () => {
  const { store, location } = await openOnDisk();
  await seeGuilds(store, 'g1', 'g2');
  const db = openSchema(location);
  const times = { n: 0 };
  const guild = build(times);
  expect(await guild(db, { id: 'g1', at: 0 })).toEqual([{ id: 'g1' }]);
  expect(await guild(db, { id: 'g2', at: 0 })).toEqual([{ id: 'g2' }]);
  expect(await guild(db, { id: 'g3', at: 0 })).toEqual([]);
  expect(await guild(db, { id: 'g1', at: Number.MAX_SAFE_INTEGER })).toEqual([]);
  expect(await db.transaction().execute((trx) => guild(trx, { id: 'g1', at: 0 }))).toEqual([{ id: 'g1' }]);
  expect(times.n).toBe(1);
});

test('a value that is not given is an error, not an empty answer', async () => {
  const { location } = await openOnDisk();
  const guild = build({ n: 0 });
  await expect(guild(openSchema(location), { id: 'g1' } as Wanted)).rejects.toThrow('no value for at');
});
