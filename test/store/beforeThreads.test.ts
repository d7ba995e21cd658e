import { expect } from 'vitest';
import { alert, key, NOTHING, OPEN } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { NOW, openAt, seeGuilds } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

test.for([
  ['as it was', false],
  ['of an earlier form of 0017, which had that column', true],
] as const)('a database from before threads takes incidents: %s', async ([, hasIt], { folder }) => {
  const { location, db } = await earlierDatabase(folder, '0024');
  if (hasIt) await db.schema.alterTable('incidents').addColumn('ack_question_at', 'bigint').execute();
  await db.destroy();
  const store = await openAt(location);
  await seeGuilds(store, 'g1');
  await commitNow(store, [{ key: key(), before: NOTHING, after: OPEN, messages: [alert()] }], NOW);
  expect(await store.incidents.recent('g1', 1)).toHaveLength(1);
});
