import { expect, onTestFinished, test, vi } from 'vitest';
import { createSeenInteractions } from '../../src/discord/seenInteractions.ts';

test('an interaction is answered the first time that it is heard, if no other process has claimed it', async () => {
  const asked: string[] = [];
  const isNew = createSeenInteractions(async (id) => {
    asked.push(id);
    return id !== 'theirs';
  });
  expect(await isNew('ours')).toBe(true);
  expect(await isNew('ours')).toBe(false);
  expect(await isNew('theirs')).toBe(false);
  expect(asked).toEqual(['ours', 'theirs']);
});

test('without an answer of the database it is answered', async () => {
  const isNew = createSeenInteractions(async () => {
    throw new Error('no database');
  });
  expect(await isNew('1')).toBe(true);
});

test('a database that hangs does not use up the time that Discord waits', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const isNew = createSeenInteractions(() => new Promise(() => undefined));
  const answer = isNew('1');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toBe(true);
});

test('the oldest of more than 1,000 ids is forgotten', async () => {
  const isNew = createSeenInteractions(async () => true);
  for (let id = 0; id <= 1_000; id++) await isNew(String(id));
  expect(await isNew('1')).toBe(false);
  expect(await isNew('0')).toBe(true);
});
