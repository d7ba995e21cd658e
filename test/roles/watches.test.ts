import { expect, test } from 'vitest';
import type { AccountConfig } from '../../src/config/accountConfig.ts';
import type { Config } from '../../src/config/config.ts';
import { toQueue } from '../../src/config/queueSettings.ts';
import type { Monitor } from '../../src/monitor/monitor.ts';
import { createWatches } from '../../src/roles/watches.ts';
import { createWatching, currentMonitor, type Watching } from '../../src/roles/watching.ts';

const account = (name: string, more: Partial<AccountConfig['captchaAi']> = {}): AccountConfig => ({
  name,
  pipelines: [`${name}-pipeline`],
  captchaAi: { apiKey: 'k', baseUrl: 'https://x', pollMs: 60_000, threadsProbe: false, ...more },
});
const pipeline = (name: string, queueName: string | null) => ({
  name,
  queue: toQueue({
    QUEUE_SOURCE: 'rq',
    QUEUE_URL: 'redis://127.0.0.1',
    ...(queueName === null ? { QUEUE_SOURCE: undefined } : { QUEUE_NAME: [queueName] }),
  }),
});
const config = (accounts: readonly AccountConfig[], pipelines: readonly ReturnType<typeof pipeline>[] = []) =>
  ({ accounts, pipelines }) as unknown as Config;

/** What is watched by the settings last put in force, and what was begun and ended. */
function setUpWatches(first: Config) {
  const events: string[] = [];
  const slow = Promise.withResolvers<void>();
  const parts = {
    createAccount: (one: AccountConfig) => ({ account: one, poll: {}, reader: {} }) as never,
    createQueue: (one: object) => ({ ...one, source: {} }) as never,
    createMonitor: (accounts: readonly unknown[]) => ({ pipelines: accounts.map(String) }) as unknown as Monitor,
  };
  let watching: Watching = createWatching(first, null, parts);
  const watch = (name: string) => ({
    start: async () => void events.push(`+${name}`),
    async stop() {
      if (name === 'slow') await slow.promise;
      events.push(`-${name}`);
    },
  });
  const watches = createWatches({
    core: {
      get accounts() {
        return watching.accounts;
      },
      get queues() {
        return watching.queues;
      },
    },
    watchAccount: (one) => watch(one.account.name),
    watchQueue: (one) => watch(`queue ${one.pipeline}`),
  });
  return {
    ...watches,
    endSlow: slow.resolve,
    monitor: currentMonitor(() => watching.monitor),
    async use(next: Config) {
      watching = createWatching(next, watching, parts);
      await watches.follow();
    },
    /** Since the last look. */
    events: () => events.splice(0),
  };
}

test('what has not changed goes on, what has begins anew, and what is gone ends', async () => {
  const { use, events, follow, stop } = setUpWatches(
    config([account('a'), account('b')], [pipeline('p', 'q'), pipeline('r', null)]),
  );
  await follow();
  expect(events()).toEqual(['+a', '+b', '+queue p']);
  await use(config([account('a'), account('b')], [pipeline('p', 'q'), pipeline('r', null)]));
  expect(events()).toEqual([]);
  await use(config([account('a'), account('b', { pollMs: 10_000 }), account('c')], [pipeline('p', 'other')]));
  expect(events().toSorted()).toEqual(['+b', '+c', '+queue p', '-b', '-queue p']);
  await use(config([account('c')]));
  expect(events().toSorted()).toEqual(['-a', '-b', '-queue p']);
  await stop();
  expect(events()).toEqual(['-c']);
});

test('an account with another pipeline is another', async () => {
  const { use, events, follow } = setUpWatches(config([account('a')]));
  await follow();
  events();
  await use(config([{ ...account('a'), pipelines: ['x'] }]));
  expect(events()).toEqual(['-a', '+a']);
});

test('work that takes long to end holds up nothing but what takes its place', async () => {
  const { use, events, follow, endSlow } = setUpWatches(config([account('slow')]));
  await follow();
  events();
  const done = use(config([account('slow', { pollMs: 10_000 }), account('quick')]));
  await expect.poll(() => events()).toEqual(['+quick']);
  endSlow();
  await done;
  expect(events()).toEqual(['-slow', '+slow']);
});

test('who keeps the monitor asks that of the settings in force', async () => {
  const { use, monitor } = setUpWatches(config([account('a')]));
  expect(monitor.pipelines).toHaveLength(1);
  await use(config([account('a'), account('b')]));
  expect(monitor.pipelines).toHaveLength(2);
});
