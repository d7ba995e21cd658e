import { beforeEach, expect, test } from 'vitest';
import { NOW, type OpenFile, openOnDisk, rows, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

const once = (guildId: string, why: 'tokenRefused' | 'intentsRefused' = 'tokenRefused') =>
  opened.store.notices.once(guildId, { type: 'botLost', why, at: NOW }, NOW);

test('that the bot is lost is handed on once for each guild, over a restart too', async () => {
  expect(await once('g1')).toBe(true);
  expect(await once('g1')).toBe(false);
  await opened.reopen();
  expect(await once('g1')).toBe(false);
  expect(await once('g2')).toBe(true);
  expect(await rows(opened.other, 'select guild_id, type from deliveries order by id')).toEqual([
    { guild_id: 'g1', type: 'botLost' },
    { guild_id: 'g2', type: 'botLost' },
  ]);
});

test('another reason is news, and so is the same one after the bot was back', async () => {
  await once('g1');
  expect(await once('g1', 'intentsRefused')).toBe(true);
  await opened.store.notices.clear();
  expect(await once('g1', 'intentsRefused')).toBe(true);
});

test('a guild that is unknown or gone is not notified', async () => {
  await opened.store.guilds.leave('g1', NOW);
  expect(await once('g1')).toBe(false);
  expect(await once('g9')).toBe(false);
});
