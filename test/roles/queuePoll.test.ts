import { beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { QueueAnswer } from '../../src/monitor/ports/queueSource.ts';
import { createQueuePoll } from '../../src/roles/queuePoll.ts';

const reading = (depth: number | null): QueueAnswer => ({
  ok: true,
  reading: { depth, workers: null, busy: null, oldestAt: null },
});
const DOWN: QueueAnswer = { ok: false, why: 'unreachable' };
const EVERY_MS = 15_000;

let answer: QueueAnswer;
let now: number;
let chance: number;
let isBroken: boolean;
let recorded: QueueAnswer[];
let lines: string[];
let poll: () => Promise<number>;

beforeEach(() => {
  [answer, now, chance, isBroken, recorded, lines] = [reading(5), 0, 0.5, false, [], []];
  poll = createQueuePoll({
    source: { read: async () => answer },
    config: { options: { type: 'rq', url: 'redis://127.0.0.1', names: ['q'] }, everyMs: EVERY_MS },
    monitor: {
      async recordOwnQueue(_pipeline, given) {
        if (isBroken) throw new Error('disk full');
        recorded.push(given);
      },
    },
    pipeline: 'default',
    log: createLog({ level: 'info', secrets: [], destination: { write: (line) => lines.push(line) } }),
    elapsed: () => now,
    random: () => chance,
  });
});

const logged = () =>
  lines.map((line) => JSON.parse(line)).map(({ msg, reason }) => (reason ? `${msg}: ${reason}` : msg));

test('the queue is read at once and then when it is due, and no sooner', async () => {
  expect(await poll()).toBe(EVERY_MS);
  now = EVERY_MS - 1;
  expect(await poll()).toBe(1);
  expect(recorded).toHaveLength(1);
  now = EVERY_MS;
  expect(await poll()).toBe(EVERY_MS);
  expect(recorded).toHaveLength(2);
});

test.each([
  [0, 13_500],
  [0.5, 15_000],
  [1, 16_500],
])('by chance %d the pause is %d ms', async (value, pauseMs) => {
  chance = value;
  expect(await poll()).toBe(pauseMs);
});

test('what could not be kept is read again with the next try', async () => {
  isBroken = true;
  await expect(poll()).rejects.toThrow('disk full');
  isBroken = false;
  await poll();
  expect(recorded).toEqual([reading(5)]);
});

describe('the log', () => {
  async function pollAll(...answers: QueueAnswer[]): Promise<void> {
    for (const each of answers) {
      answer = each;
      await poll();
      now += EVERY_MS;
    }
  }

  test('has one line when it cannot be read, one when the reason changes and one when it can again', async () => {
    await pollAll(reading(5), reading(6), DOWN, DOWN, { ok: false, why: 'unauthorized' }, reading(0), reading(1));
    expect(logged()).toEqual([
      'queue is read',
      'queue cannot be read: unreachable',
      'queue cannot be read: unauthorized',
      'queue can be read again',
    ]);
  });

  test('has a depth that is not known for one that cannot be read', async () => {
    await pollAll(reading(null), reading(null), reading(3));
    expect(logged()).toEqual(['queue cannot be read: noCount', 'queue can be read again']);
    expect(lines[0]).toContain('docs/queues.md');
  });
});
