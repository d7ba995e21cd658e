import { beforeEach, expect, test } from 'vitest';
import { createSettingsWatch } from '../../src/roles/settingsWatch.ts';
import { GONE_AFTER_MS } from '../../src/store/processes.ts';
import { silentLog } from '../fixtures/constants.ts';
import { NOW, type OpenFile, openOnDisk } from '../fixtures/store.ts';

let opened: OpenFile;
let now: number;
let settings: string;
let problems: readonly string[] | null;
let reloads: number;
let watch: ReturnType<typeof createSettingsWatch>;

beforeEach(async () => {
  opened = await openOnDisk();
  [now, settings, problems, reloads] = [NOW, 'first', null, 0];
  watch = createSettingsWatch({
    processes: opened.store.processes,
    holder: 'me',
    roles: ['worker'],
    settings: () => settings,
    async reload() {
      reloads += 1;
      if (problems === null) settings = 'reloaded';
      return problems;
    },
    clock: { now: () => now },
    log: silentLog as never,
  });
  await watch.look();
});

const seen = () => opened.store.processes.running(now);

test('what is in force is written, again where a signal has changed it', async () => {
  expect(await seen()).toMatchObject([{ holder: 'me', settings: 'first' }]);
  settings = 'second';
  await watch.look();
  expect(await seen()).toMatchObject([{ settings: 'second' }]);
  expect(reloads).toBe(0);
});

test('a process that goes on looking does not count as gone', async () => {
  for (let passed = 0; passed <= 2 * GONE_AFTER_MS; passed += 1_000) {
    now += 1_000;
    await watch.look();
    expect(await seen()).toHaveLength(1);
  }
});

test('it reloads once for each time it is asked, and answers', async () => {
  await opened.store.processes.ask(now);
  await watch.look();
  await watch.look();
  expect(reloads).toBe(1);
  expect(await seen()).toMatchObject([{ settings: 'reloaded', asked: 1, answered: 1, problems: [] }]);
});

test('a refusal is answered with what is wrong, and what was in force is still written', async () => {
  problems = ['HTTP_PORT must be a number.'];
  await opened.store.processes.ask(now);
  await watch.look();
  expect(await seen()).toMatchObject([{ settings: 'first', answered: 1, problems }]);
});

test('at its end it is gone at once', async () => {
  await watch.stop();
  expect(await seen()).toEqual([]);
});
