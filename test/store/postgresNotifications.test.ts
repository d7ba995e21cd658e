import { beforeEach, expect, test } from 'vitest';
import type { Notifications } from '../../src/store/notifications.ts';
import { type OpenFile, openAt, openOnDisk } from '../fixtures/store.ts';

let opened: OpenFile;
let first: Notifications;
let second: Notifications;

/** Two processes on one database. */
beforeEach(async () => {
  opened = await openOnDisk();
  const other = await openAt(opened.location);
  if (opened.store.notifications === null || other.notifications === null) throw new Error('not on PostgreSQL');
  [first, second] = [opened.store.notifications, other.notifications];
});

test('what a process says the others hear, and it does not hear itself', async () => {
  const heard = { first: [] as string[], second: [] as string[] };
  expect(await first.connect((word) => heard.first.push(word))).toBe(true);
  expect(await second.connect((word) => heard.second.push(word))).toBe(true);
  await first.send('evaluate,deliver');
  await second.send('guilds');
  await expect.poll(() => heard).toEqual({ first: ['guilds'], second: ['evaluate,deliver'] });
});

test('a connection that was cut is made again, and nobody is hurt', async () => {
  const heard: string[] = [];
  const connect = () => second.connect((word) => heard.push(word));
  expect([await connect(), await connect()]).toEqual([true, false]);
  await opened.other.exec(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen %'`);
  await expect.poll(connect).toBe(true);
  await first.send('deliver');
  await expect.poll(() => heard).toEqual(['deliver']);
});
