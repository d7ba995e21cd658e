import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { openStore } from '../../src/store/open.ts';

// Run by crash.test.ts as a process of its own: commits one result after another and tells of each, until it is killed.
const [, , file = '', at = '0'] = process.argv;
const store = await openStore(file);
for (let done = 1; ; done += 1) {
  const buckets = new OpenBuckets();
  const result = { errorCode: 'A', latencyMs: null, costMicros: 7, captchaType: null } as const;
  buckets.add('default', { ...result, at: Number(at), outcome: 'failed' });
  await store.results.add(buckets);
  process.stdout.write(`${done}\n`);
}
