import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createSignals } from '../../src/roles/signals.ts';
import { createWakeUps } from '../../src/roles/wakeUps.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One process whose words to others are kept, and who hears what the test says. */
async function setUp({ isOpen = true, takes = true } = {}) {
  const lines: string[] = [];
  const said: string[] = [];
  const raised: string[] = [];
  let others: ((word: string) => void) | null = null;
  let isConnected = false;
  let state = { isOpen, takes };
  const signals = createSignals();
  for (const name of ['evaluate', 'deliver', 'guilds'] as const) signals[name].listen(() => void raised.push(name));
  const wakeUps = createWakeUps({
    notifications: {
      async send(word) {
        if (!state.takes) throw new Error('not taken');
        said.push(word);
      },
      async connect(onWord) {
        if (!state.isOpen) throw new Error('not there');
        others = onWord;
        const isNew = !isConnected;
        isConnected = true;
        return isNew;
      },
    },
    signals,
    log: createLog({ level: 'warn', secrets: [], destination: { write: (line) => lines.push(line) > 0 } }),
  });
  wakeUps.start();
  await vi.advanceTimersByTimeAsync(0);
  return {
    wakeUps,
    signals,
    lines,
    said,
    raised: () => raised.splice(0),
    hear: (word: string) => others?.(word),
    breaks() {
      isConnected = false;
    },
    set: (next: Partial<typeof state>) => {
      state = { ...state, ...next };
    },
  };
}

describe('what a process raises', () => {
  test('is said to the others, the first time at once, and then ten times a second at most', async () => {
    const { signals, said } = await setUp();
    signals.evaluate.raise();
    expect(said).toEqual(['evaluate']);
    for (let i = 0; i < 50; i += 1) signals.evaluate.raise();
    signals.deliver.raise();
    expect(said).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(99);
    expect(said).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toEqual(['evaluate', 'evaluate,deliver']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(said).toHaveLength(2);
  });

  test('is said to nobody after the stop', async () => {
    const { wakeUps, signals, said } = await setUp();
    await wakeUps.stop();
    signals.deliver.raise();
    expect(said).toEqual([]);
  });
});

describe('what others raise', () => {
  test('is raised here, and not said again', async () => {
    const { raised, hear, said } = await setUp();
    raised();
    hear('deliver,guilds,of-another-version');
    expect(raised()).toEqual(['deliver', 'guilds']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(said).toEqual([]);
  });

  test('may have been missed until the connection is there: everything is looked at then', async () => {
    const { raised, breaks } = await setUp();
    expect(raised()).toEqual(['evaluate', 'deliver', 'guilds']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(raised()).toEqual([]);
    breaks();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(raised()).toEqual(['evaluate', 'deliver', 'guilds']);
  });
});

test('where others cannot be woken, that is logged once, and again after it worked', async () => {
  const { lines, signals, set, breaks } = await setUp({ takes: false });
  for (let i = 0; i < 5; i += 1) {
    signals.deliver.raise();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(lines).toHaveLength(1);
  breaks();
  set({ isOpen: false });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lines).toHaveLength(1);
  set({ isOpen: true, takes: true });
  await vi.advanceTimersByTimeAsync(5_000);
  breaks();
  set({ isOpen: false });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lines).toHaveLength(2);
});

test('a process that is alone with its file says nothing', async () => {
  const signals = createSignals();
  const wakeUps = createWakeUps({
    notifications: null,
    signals,
    log: createLog({ level: 'fatal', secrets: [], destination: { write: () => true } }),
  });
  wakeUps.start();
  signals.evaluate.raise();
  await wakeUps.stop();
});
