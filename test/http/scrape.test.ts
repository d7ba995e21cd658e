import { expect, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { createScrape } from '../../src/http/scrape.ts';
import type { Vitals } from '../../src/monitor/reports/vitals.ts';

const READY = { isReady: true, checks: [], roles: null };
const ROLES_VIEW = { own: null, processes: [], leases: [], connections: null };
const VITALS: Vitals = { accounts: [], pipelines: [], backlog: { waiting: 3, since: 2_000 } };

function setUpScrape(vitals: () => Promise<Vitals>, deadlineMs: number) {
  let elapsedMs = 0;
  const { registry } = createMetrics({ droppedLogLines: () => 0, clock: { now: () => 0 } });
  const scrape = createScrape({
    registry,
    vitals,
    readiness: async () => READY,
    roles: async () => ROLES_VIEW,
    elapsed: () => elapsedMs,
    deadlineMs,
  });
  return {
    /** A second later. */
    scrape: () => {
      elapsedMs += 1_000;
      return scrape();
    },
  };
}

test('a database that does not answer keeps nobody waiting, and is not asked again until it has', async () => {
  let asked = 0;
  const answer = Promise.withResolvers<Vitals>();
  const { scrape } = setUpScrape(() => {
    asked += 1;
    return answer.promise;
  }, 1);
  for (const text of [await scrape(), await scrape()]) {
    expect(text).toContain('captchaai_monitor_ready 1');
    expect(text).not.toMatch(/^captchaai_monitor_deliveries_pending /m);
  }
  expect(asked).toBe(1);
  answer.resolve(VITALS);
  await answer.promise;
  const text = await scrape();
  expect(text).toContain('captchaai_monitor_deliveries_pending 3\n');
  expect(text).toContain('captchaai_monitor_deliveries_oldest_pending_timestamp_seconds 2\n');
});

test('what is no longer known is shown no longer', async () => {
  let isKnown = true;
  const { scrape } = setUpScrape(async () => {
    if (!isKnown) throw new Error('gone');
    return VITALS;
  }, 10_000);
  expect(await scrape()).toMatch(/^captchaai_monitor_deliveries_pending 3$/m);
  isKnown = false;
  expect(await scrape()).not.toMatch(/^captchaai_monitor_deliveries_pending /m);
});
