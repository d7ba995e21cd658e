import { expect } from 'vitest';
import { NOT_POLLED } from '../../../src/monitor/accounts/providerHealth.ts';
import { createDecisionLog } from '../../../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../../../src/monitor/alerts/evaluate.ts';
import { createReader } from '../../../src/monitor/kinds/reader.ts';
import type { LimitName } from '../../../src/monitor/settings/limits.ts';
import { change } from '../../fixtures/change.ts';
import { ACCOUNT, silentLog } from '../../fixtures/constants.ts';
import { LIMITS } from '../../fixtures/limits.ts';
import { test } from '../../fixtures/test.ts';

const NOW = Date.UTC(2026, 10, 23, 12);

test.for<[name: string, limit: LimitName, value: number, windows: number]>([
  ['a limit that looks no further back', 'queue.depth', 500, 2],
  ['a window of its own', 'errors.window', 600, 3],
])('a guild with %s costs one query for all windows: %s = %d', async ([_name, limit, value, windows], { store }) => {
  for (const id of ['1', '2', '3']) await store.guilds.choose(id, { channelId: '9', mention: null }, []);
  await store.guilds.setLimit('2', limit, value, () => change());
  await store.guilds.setLimit('3', limit, value, () => change());
  const asked: number[] = [];
  const results: typeof store.results = {
    ...store.results,
    windows(all, to) {
      asked.push(all.length);
      return store.results.windows(all, to);
    },
  };
  const reader = createReader({
    store: { ...store, results },
    account: ACCOUNT,
    provider: async () => NOT_POLLED,
    codes: { explain: () => null },
    lateMs: () => null,
  });
  await evaluate(ACCOUNT, {
    store,
    reader,
    decisions: createDecisionLog({ store: store.decisions, log: silentLog }),
    clock: { now: () => NOW },
    log: silentLog,
    counters: { decided() {}, sent() {} },
    guildDefaults: { timeZone: 'UTC', summaryMinute: 540, limits: LIMITS, webhook: null, fallbacks: () => [] },
  });
  // One of them is the inhibitionTotals, which is the same for all.
  expect(asked).toEqual([windows]);
});
