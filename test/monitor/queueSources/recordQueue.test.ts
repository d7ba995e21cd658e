import { beforeEach, describe, expect, test } from 'vitest';
import { createQueueReader } from '../../../src/monitor/kinds/queueReader.ts';
import type { QueueAnswer, QueueReading } from '../../../src/monitor/ports/queueSource.ts';
import { createQueueRecord } from '../../../src/monitor/queueSources/recordQueue.ts';
import { findGuild, reportStatus } from '../../../src/monitor/reports/reports.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE, SECOND } from '../../fixtures/thresholds.ts';

let stage: Awaited<ReturnType<typeof setUpMonitor>>;
let record: ReturnType<typeof createQueueRecord>;

beforeEach(async () => {
  stage = await setUpMonitor();
  record = createQueueRecord({ ...stage.ports, onChange: () => undefined });
  await stage.addGuild('g1');
});

const read = (more: Partial<QueueReading>): QueueAnswer => ({
  ok: true,
  reading: { depth: 0, workers: null, busy: null, oldestAt: null, ...more },
});
const own = (answer: QueueAnswer) => record.recordOwnQueue(PIPELINE, answer);
const DOWN: QueueAnswer = { ok: false, why: 'unreachable' };
const verdicts = async () => {
  const guild = await findGuild('g1', stage.now(), stage.ports);
  const { kinds, unreadable } = await reportStatus(guild, stage.now(), stage.ports);
  const of = (name: string) => kinds.find(({ kind }) => kind === name)?.verdict;
  return { queue: of('queue'), workers: of('workers'), unreadable };
};
const NOT_READABLE = { state: 'unknown', why: 'notReadable' };

/** As the monitor does while it runs. */
async function pollFor(ms: number, answer: QueueAnswer): Promise<string[]> {
  const sent: string[] = [];
  for (let at = 0; at < ms; at += 15 * SECOND) {
    stage.wait(15 * SECOND);
    await own(answer);
    sent.push(...(await stage.tell()));
  }
  return sent;
}

describe('a queue that the monitor reads', () => {
  test('backs up, cannot be read, and is not taken for empty: people hear of no recovery before it really is', async () => {
    expect(await pollFor(3 * MINUTE, read({ depth: 340, workers: 4 }))).toHaveLength(1);
    expect(await pollFor(3 * MINUTE, DOWN)).toEqual([]);
    expect(await verdicts()).toMatchObject({ queue: NOT_READABLE, workers: NOT_READABLE });
    expect(await pollFor(MINUTE, read({ depth: 340, workers: 4 }))).toEqual([]);
    expect(await pollFor(MINUTE, read({ depth: 3, workers: 4 }))).toHaveLength(1);
  });

  test('is unknown from the first failure on, and names why and since when', async () => {
    await own(read({ depth: 5 }));
    stage.wait(15 * SECOND);
    await own(DOWN);
    const since = stage.now();
    const trouble = { source: '#monitor', why: 'unreachable', since };
    expect(await record.ownQueueTrouble(PIPELINE)).toEqual(trouble);
    expect(await verdicts()).toMatchObject({ queue: NOT_READABLE, unreadable: [trouble] });
    stage.wait(15 * SECOND);
    await own(read({ depth: 5 }));
    expect(await record.ownQueueTrouble(PIPELINE)).toBeNull();
    expect(await verdicts()).toMatchObject({ queue: { state: 'ok' }, unreadable: [] });
  });

  test('that was never read is unknown too, and so is one that does not know its depth', async () => {
    await own(DOWN);
    expect(await verdicts()).toMatchObject({ queue: NOT_READABLE, workers: NOT_READABLE });
    await own(read({ depth: null, workers: 3 }));
    expect(await record.ownQueueTrouble(PIPELINE)).toMatchObject({ why: 'noCount' });
    expect(await verdicts()).toMatchObject({ queue: NOT_READABLE });
  });

  test('that nobody tries to read any more no longer says anything', async () => {
    await own(DOWN);
    stage.wait(10 * MINUTE + 1);
    expect(await record.ownQueueTrouble(PIPELINE)).toBeNull();
    expect(await verdicts()).toMatchObject({ queue: { why: 'noReading' }, unreadable: [] });
  });

  test('of which no worker is left fires, and without knowing the workers does not', async () => {
    expect(await pollFor(3 * MINUTE, read({ depth: 5, workers: 0 }))).toHaveLength(1);
    expect(await pollFor(3 * MINUTE, DOWN)).toEqual([]);
  });
});

describe('several sources', () => {
  const post = (source: string, depth: number, activeWorkers: number | null = null) =>
    record.recordQueue(PIPELINE, { source, depth, activeWorkers });

  test('are judged by their sum', async () => {
    await post('a', 60);
    await post('b', 60);
    stage.wait(2 * MINUTE);
    expect(await verdicts()).toMatchObject({ queue: { state: 'firing', facts: { depth: 120 } } });
  });

  test('of which one cannot be read are at least as deep as the others: enough to fire, not to be well', async () => {
    await post('a', 120);
    await own(DOWN);
    stage.wait(2 * MINUTE);
    await own(DOWN);
    expect(await verdicts()).toMatchObject({ queue: { state: 'firing', facts: { depth: 120 } } });
    await post('a', 3);
    expect(await verdicts()).toMatchObject({ queue: NOT_READABLE });
  });

  test('of which one has gone silent are the rest, without a further report', async () => {
    await post('a', 500);
    stage.wait(9 * MINUTE);
    await post('b', 10);
    expect(await verdicts()).toMatchObject({ queue: { facts: { depth: 510 } } });
    stage.wait(MINUTE + 1);
    expect(await verdicts()).toMatchObject({ queue: { state: 'ok', facts: { depth: 10 } } });
  });

  test('have workers as long as one of them says so', async () => {
    await post('a', 5, 0);
    await post('b', 5, 2);
    stage.wait(3 * MINUTE);
    expect(await verdicts()).toMatchObject({ workers: { state: 'ok', facts: { activeWorkers: 2 } } });
    await post('b', 5, 0);
    stage.wait(2 * MINUTE);
    expect(await verdicts()).toMatchObject({ workers: { state: 'firing', facts: { activeWorkers: 0 } } });
  });
});

describe('the monitor reads the queue, and its source no longer says how many workers there are', () => {
  const seen = async () =>
    (await createQueueReader({ ...stage.ports, pipeline: PIPELINE })(0, stage.now())).queue.activeWorkers;

  test('they are unknown at once, not those of before', async () => {
    await own(read({ depth: 500, workers: 4 }));
    expect(await seen()).toBe(4);
    stage.wait(15 * SECOND);
    await own(read({ depth: 500 }));
    expect(await seen()).toBeNull();
  });

  test('with workers that post there are those', async () => {
    await own(read({ depth: 500, workers: 4 }));
    await record.recordQueue(PIPELINE, { depth: 0, activeWorkers: 2, source: 'worker-1' });
    expect(await seen()).toBe(6);
    stage.wait(15 * SECOND);
    await own(read({ depth: 500 }));
    expect(await seen()).toBe(2);
  });

  test('a post that does not mention them says nothing about them', async () => {
    await record.recordQueue(PIPELINE, { depth: 5, activeWorkers: 4 });
    stage.wait(15 * SECOND);
    await record.recordQueue(PIPELINE, { depth: 6, activeWorkers: null });
    expect(await seen()).toBe(4);
  });
});
