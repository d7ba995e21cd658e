import { expect, test } from 'vitest';
import { notNotified } from './notNotified.ts';

const incident = (id: number, from: number, to: number | null = from + 5) => ({ id, opened_at: from, ended_at: to });
const alert = (incidentId: number, messageId: string | null = 'm') => ({
  type: 'alert',
  incident_id: incidentId,
  message_id: messageId,
  message: '{"type":"alert"}',
});
const line = (
  incidentId: number,
  times: number,
  openedAt: number,
  endedAt: number,
  messageId: string | null = 'm',
) => ({
  type: 'late',
  incident_id: incidentId,
  message_id: messageId,
  message: JSON.stringify({ type: 'late', openedAt, endedAt, cooldown: { times } }),
});
const three = [incident(1, 10), incident(2, 20), incident(3, 30)];

test.each([
  ['all of which alerts arrived', [alert(1), alert(2), alert(3)], []],
  ['one of which the alert never arrived', [alert(1), alert(2, null), alert(3)], [2]],
  ['of which one line tells', [line(3, 3, 10, 35)], []],
  ['of which one line tells of one less', [line(3, 2, 10, 35)], [2]],
  ['of which one line tells of the last alone', [line(3, 1, 30, 35)], [1, 2]],
  ['of which one line tells that begins after the first', [line(3, 3, 11, 35)], [1]],
  ['of which one line tells that ends before the last but one', [alert(3), line(2, 2, 10, 14)], [1]],
  ['of which the line never arrived', [line(3, 3, 10, 35, null)], [1, 2, 3]],
])('incidents %s', (_name, deliveries, ids) => {
  expect(notNotified(three, deliveries).map(({ id }) => id)).toEqual(ids);
});

test('an incident that still lasts is in no line', () => {
  expect(notNotified([incident(1, 10, null)], [line(2, 2, 5, 99)])).toHaveLength(1);
});
