import { expect, test } from 'vitest';
import { readMessage } from '../../src/store/deliveryRows.ts';
import { readFlapping } from '../../src/store/incidentRows.ts';
import { toReason, toWhy } from '../../src/store/reasons.ts';

// As versions wrote them that had other words for the same.
test.each([
  ['{"type":"alert","heldBack":3}', { type: 'alert', suppressed: 3 }],
  ['{"type":"recovery","told":"error","topUp":null}', { type: 'recovery', notified: 'error', topUp: null }],
  ['{"type":"alert","suppressed":3,"reason":"heldBack"}', { type: 'alert', suppressed: 3, reason: 'heldBack' }],
])('a message of before is read in the words of now: %s', (json, message) => {
  expect(readMessage(json)).toEqual(message);
});

test('so is what is flapping', () => {
  const kept = { times: [1], cameAt: 1, goneAt: 2 };
  expect(readFlapping(JSON.stringify({ ...kept, isTold: true }))).toEqual({ ...kept, isGone: true, isNotified: true });
});

test.each([
  ['heldByCause', 'inhibited'],
  ['inhibited', 'inhibited'],
  ['endedUntold', 'endedBeforeNotified'],
])('so is why nothing was sent: %s', (stored, reason) => {
  expect(toReason(stored)).toBe(reason);
});

test.each([
  ['overtaken', 'superseded'],
  ['superseded', 'superseded'],
  ['muted', 'muted'],
  ['of a later version', 'rejected'],
  [null, 'rejected'],
])('so is why a message was given up: %s', (stored, why) => {
  expect(toWhy(stored)).toBe(why);
});
