import { expect } from 'vitest';
import { NOT_POLLED } from '../../../src/monitor/accounts/providerHealth.ts';
import { createDecisionLog } from '../../../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../../../src/monitor/alerts/evaluate.ts';
import { createReader } from '../../../src/monitor/kinds/reader.ts';
import type { ThresholdName } from '../../../src/monitor/settings/thresholds.ts';
import { change } from '../../fixtures/change.ts';
import { ACCOUNT, silentLog } from '../../fixtures/constants.ts';
import { test } from '../../fixtures/test.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const NOW = Date.UTC(2026, 10, 23, 12);

test.for<[name: string, threshold: ThresholdName, value: number, windows: number]>([
  ['a threshold that looks no further back', 'queue.depth', 500, 2],
  ['a window of its own', 'errors.window', 600, 3],
])(
  'a guild with %s costs one query for all windows: %s = %d',
  async ([_name, threshold, value, windows], { store }) => {
    for (const id of ['1', '2', '3']) await store.guilds.choose(id, { channelId: '9', mention: null }, []);
    await store.guilds.setThreshold('2', threshold, value, () => change());
    await store.guilds.setThreshold('3', threshold, value, () => change());
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
      guildDefaults: {
        timeZone: 'UTC',
        summaryMinute: 540,
        thresholds: THRESHOLDS,
        webhook: null,
        fallbacks: () => [],
      },
    });
    // One of them is the inhibitionTotals, which is the same for all.
    expect(asked).toEqual([windows]);
  },
);
