import { expect, test } from 'vitest';
import { createWebhookChannels } from '../../src/roles/webhookChannels.ts';
import type { WebhookChannelStore } from '../../src/store/webhookChannels.ts';
import { openOnDisk } from '../fixtures/store.ts';

test('the channel of a webhook is known from the first time on, to other processes and after a restart too', async () => {
  const { store } = await openOnDisk();
  const [first, second] = [createWebhookChannels(store.webhookChannels), createWebhookChannels(store.webhookChannels)];
  expect(await second.of('w1')).toBeNull();
  await first.note('w1', 'c1');
  expect([await first.of('w1'), await second.of('w1'), await second.of('w2')]).toEqual(['c1', 'c1', null]);
  // Somebody moves it.
  await second.note('w1', 'c2');
  expect(await second.of('w1')).toBe('c2');
  expect(await createWebhookChannels(store.webhookChannels).of('w1')).toBe('c2');
});

test('a database that does not answer keeps nothing back, and is asked again', async () => {
  let isDown = true;
  const rows = new Map<string, string>();
  const store: WebhookChannelStore = {
    async read(id) {
      if (isDown) throw new Error('no database');
      return rows.get(id) ?? null;
    },
    async write(id, channelId) {
      if (isDown) throw new Error('no database');
      rows.set(id, channelId);
    },
  };
  const channels = createWebhookChannels(store);
  await channels.note('w1', 'c1');
  expect(await channels.of('w1')).toBeNull();
  isDown = false;
  await channels.note('w1', 'c1');
  isDown = true;
  expect(await channels.of('w1')).toBe('c1');
});
