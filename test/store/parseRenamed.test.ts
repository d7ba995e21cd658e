import { expect, test } from 'vitest';
import { readMessage } from '../../src/store/deliveryRows.ts';
import { readFlapping } from '../../src/store/incidentRows.ts';
import { toReason } from '../../src/store/reasons.ts';

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

test('so is why nothing was sent', () => {
  expect(toReason('heldByCause')).toBe('inhibited');
  expect(toReason('inhibited')).toBe('inhibited');
});
