import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/monitor/alerts/message.ts';
import { PLACE } from '../fixtures/alerts.ts';
import { DAY, MINUTE, NOW, type OpenFile, openOnDisk, rows, seeGuilds } from '../fixtures/store.ts';

const MESSAGE: Message = {
  type: 'summary',
  dueAt: NOW - MINUTE,
  at: NOW,
  summary: {
    from: NOW - DAY,
    to: NOW,
    timeZone: 'Europe/Berlin',
    solved: 12_000,
    failed: 450,
    meanLatencyMs: 22_400,
    latency: { p50Ms: 18_000.5, p95Ms: 60_000, p99Ms: 95_000 },
    costMicros: 37_350_000,
    byCode: [{ code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 450 }],
    balanceMicros: null,
    peakQueueDepth: 340,
  },
};

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const once = (guildId = 'g1', date = '2026-04-20') => opened.store.summaries.once(guildId, date, MESSAGE, NOW);

describe('the summary of a day', () => {
  test('is handed on once, over a restart too', async () => {
    expect(await once()).toBe(true);
    expect(await once()).toBe(false);
    await opened.reopen();
    expect(await once()).toBe(false);
    expect(await rows(opened.other, 'select guild_id, type, created_at from deliveries')).toEqual([
      { guild_id: 'g1', type: 'summary', created_at: NOW },
    ]);
  });

  test('is handed on once by many that try at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => once()));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await rows(opened.other, 'select count(*) as n from deliveries')).toEqual([{ n: 1 }]);
  });

  test('is one of every guild and of every day', async () => {
    expect([await once('g1'), await once('g2'), await once('g1', '2026-04-21')]).toEqual([true, true, true]);
  });

  test('is known to be sent from then on', async () => {
    expect(await opened.store.summaries.sent('g1', '2026-04-20')).toBe(false);
    await once();
    expect(await opened.store.summaries.sent('g1', '2026-04-20')).toBe(true);
    expect(await opened.store.summaries.sent('g1', '2026-04-21')).toBe(false);
    expect(await opened.store.summaries.sent('g2', '2026-04-20')).toBe(false);
  });

  test('is delivered as it was written', async () => {
    await seeGuilds(opened.store, 'g1');
    await once();
    const delivery = await opened.store.deliveries.claim(NOW, MINUTE);
    expect(delivery?.message).toEqual(MESSAGE);
    await opened.store.deliveries.delivered(delivery?.id ?? 0, 'm', PLACE, NOW);
    expect(await opened.store.deliveries.progress('g1')).toMatchObject({ waiting: 0, deliveredAt: NOW });
  });

  test('that could not be handed on is not marked', async () => {
    await opened.other.failOn('insert', 'deliveries');
    await expect(once()).rejects.toThrow('disk full');
    expect(await opened.store.summaries.sent('g1', '2026-04-20')).toBe(false);
  });
});
