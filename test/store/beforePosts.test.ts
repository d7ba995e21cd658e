import { expect } from 'vitest';
import { alert } from '../fixtures/alerts.ts';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { NOW, openAt, openSchema } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

test('a post that an earlier version opened is the thread of its incident', async ({ folder }) => {
  const { location, db } = await earlierDatabase(folder, '0047');
  const sent = [
    ['11', { type: 'channel', channelId: '11' }, '11'],
    ['12', { type: 'webhook', webhookId: '9', threadId: '12' }, '12'],
    ['13', { type: 'channel', channelId: '1' }, null],
    ['14', { type: 'webhook', webhookId: '9', threadId: '140' }, null],
    ['15', { type: 'webhook', webhookId: '9' }, null],
  ] as const;
  for (const [message_id, place] of sent) {
    const times = { created_at: NOW, not_before: NOW, delivered_at: NOW, attempts: 1 };
    const values = { guild_id: 'g1', type: 'alert', message: JSON.stringify(alert()), ...times };
    await db
      .insertInto('deliveries')
      .values({ ...values, message_id, place: JSON.stringify(place) })
      .execute();
  }
  await db.destroy();
  await openAt(location);
  const after = openSchema(location);
  const rows = await after.selectFrom('deliveries').select(['message_id', 'thread_id']).orderBy('id').execute();
  await after.destroy();
  expect(rows).toEqual(sent.map(([message_id, _place, thread_id]) => ({ message_id, thread_id })));
});
