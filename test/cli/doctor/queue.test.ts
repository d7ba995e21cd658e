import { expect, test } from 'vitest';
import { lineOf } from '../../../src/cli/doctor/finding.ts';
import { judgeQueueAnswer } from '../../../src/cli/doctor/queue.ts';
import { type QueueReading, UNREADABLE_WHYS } from '../../../src/monitor/ports/queueSource.ts';

const read = (reading: QueueReading) => lineOf(judgeQueueAnswer('bullmq', { ok: true, reading }));

test('the line of a queue that can be read says what is known of it', () => {
  expect(read({ depth: 1_234, workers: 4, busy: 3, oldestAt: 1 })).toBe(
    '✔ Queue: bullmq can be read: 1,234 waiting, 4 workers, 3 in progress.',
  );
  expect(read({ depth: 0, workers: null, busy: null, oldestAt: null })).toBe('✔ Queue: bullmq can be read: 0 waiting.');
});

test('a depth that the server does not know is no failure to reach it', () => {
  expect(read({ depth: null, workers: 4, busy: 0, oldestAt: null })).toMatch(
    /^! Queue: bullmq was reached, but its depth/,
  );
});

test.each(UNREADABLE_WHYS)('%s: the line says what to do, and no alert is held up', (why) => {
  const finding = judgeQueueAnswer('rq', { ok: false, why });
  expect(finding.mark).toBe('warning');
  expect(finding.text).toMatch(/^rq cannot be read: .{20,}\.$/);
  expect(finding.text).not.toMatch(/\.\.$|undefined/);
});
