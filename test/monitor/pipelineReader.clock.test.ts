import { expect, onTestFinished, test } from 'vitest';
import { OpenBuckets } from '../../src/monitor/openBuckets.ts';
import { createPipelineReader } from '../../src/monitor/pipelineReader.ts';
import { NOT_POLLED } from '../../src/monitor/pollBalance.ts';
import { openStore } from '../../src/store/open.ts';
import { PIPELINE } from './fixed.ts';
import { DAY, HOUR, LIMITS, MINUTE, NOW } from './limits.ts';
import { result } from './stage.ts';

test.each([
  ['a millisecond', 1],
  ['a day', DAY],
  ['two years', 730 * DAY],
])('results of a clock that was %s ahead do not hide a silence once it came back', async (_name, ahead) => {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const buckets = new OpenBuckets();
  for (let i = 0; i < 30; i += 1) buckets.add(PIPELINE, result(NOW - HOUR - i * MINUTE));
  buckets.add(PIPELINE, result(NOW + ahead));
  await store.results.add(buckets);
  const read = createPipelineReader({
    store,
    pipeline: PIPELINE,
    provider: () => NOT_POLLED,
    codes: { explain: () => null },
    watchingSince: 0,
  });
  const at = NOW - 1;
  const { arrivals } = await read(LIMITS, at);
  expect(arrivals).toEqual({ newestAt: NOW - HOUR + 5_000, watchingSince: 0, inHourBefore: 30 });
});
