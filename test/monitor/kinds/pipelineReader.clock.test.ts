import { expect } from 'vitest';
import { NOT_POLLED } from '../../../src/monitor/accounts/providerHealth.ts';
import { createReader } from '../../../src/monitor/kinds/reader.ts';
import { OpenBuckets } from '../../../src/monitor/record/openBuckets.ts';
import { ACCOUNT, PIPELINE } from '../../fixtures/constants.ts';
import { listen } from '../../fixtures/listen.ts';
import { result } from '../../fixtures/monitor.ts';
import { test } from '../../fixtures/test.ts';
import { DAY, HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

test.for<[string, number]>([
  ['a millisecond', 1],
  ['a day', DAY],
  ['two years', 730 * DAY],
])(
  'results of a clock that was %s ahead do not hide a silence once it came back',
  async ([_name, ahead], { store }) => {
    const buckets = new OpenBuckets();
    for (let i = 0; i < 30; i += 1) buckets.add(PIPELINE, result(NOW - HOUR - i * MINUTE));
    buckets.add(PIPELINE, result(NOW + ahead));
    await store.listening.beat(PIPELINE, NOW - HOUR);
    await store.results.add(buckets, [], NOW - HOUR);
    const read = createReader({
      store,
      account: ACCOUNT,
      provider: async () => NOT_POLLED,
      codes: { explain: () => null },
      lateMs: () => null,
    });
    const at = NOW - 1;
    await listen(store, NOW - HOUR, at);
    const { arrivals } = await read(at).pipeline(PIPELINE, THRESHOLDS);
    expect(arrivals).toEqual({ newestAt: NOW - HOUR, quietMs: HOUR - 1, inHourBefore: 30 });
  },
);
