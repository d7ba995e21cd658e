import { expect, test } from 'vitest';
import { readMessage } from '../../src/store/deliveryRows.ts';
import { readFlapping, readPaged } from '../../src/store/incidentRows.ts';
import { parseStored, storedJson } from '../../src/store/parseRenamed.ts';
import { toReason, toWhy } from '../../src/store/reasons.ts';

// As versions wrote them that had other words for the same.
test.each([
  ['{"type":"alert","heldBack":3}', { type: 'alert', suppressed: 3 }],
  ['{"type":"recovery","told":"error","topUp":null}', { type: 'recovery', notified: 'critical', topUp: null }],
  [
    '{"type":"alert","severity":"error","byCode":{"error":1}}',
    { type: 'alert', severity: 'critical', byCode: { error: 1 } },
  ],
  ['{"type":"catchUp","incidents":[{"severity":"error"}]}', { type: 'catchUp', incidents: [{ severity: 'critical' }] }],
  [
    '{"type":"entry","text":"error","note":"severity: error"}',
    { type: 'entry', text: 'error', note: 'severity: error' },
  ],
  ['{"type":"alert","suppressed":3,"reason":"heldBack"}', { type: 'alert', suppressed: 3, reason: 'heldBack' }],
])('a message of before is read in the words of now: %s', (json, message) => {
  expect(readMessage(json)).toEqual(message);
});

test('so is what is flapping', () => {
  const kept = { times: [1], cameAt: 1, goneAt: 2 };
  expect(readFlapping(JSON.stringify({ ...kept, isTold: true }))).toEqual({ ...kept, isGone: true, isNotified: true });
});

test('a version that calls critical `error` reads what this one writes, and what somebody wrote stays as it is', () => {
  const message = {
    severity: 'critical',
    notified: 'critical',
    text: 'said "severity":"critical"',
    list: [{ severity: 'critical' }],
  };
  const stored = storedJson(message);
  expect(JSON.parse(stored)).toEqual({
    ...message,
    severity: 'error',
    notified: 'error',
    list: [{ severity: 'error' }],
  });
  expect(parseStored(stored)).toEqual(message);
});

test('so is what receivers were notified of, whatever they are called', () => {
  const paged = {
    told: { severity: 'error', endings: [''] },
    severity: { severity: 'warning', endings: ['/critical'] },
  };
  expect(readPaged(JSON.stringify(paged))).toEqual({ ...paged, told: { severity: 'critical', endings: [''] } });
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
