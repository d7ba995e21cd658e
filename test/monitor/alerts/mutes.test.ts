import { expect, test } from 'vitest';
import { mutedAt, muteOf, namedMute } from '../../../src/monitor/alerts/mutes.ts';
import type { Mute } from '../../../src/monitor/types.ts';
import { ANA } from '../../fixtures/constants.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const mute = (more: Partial<Mute> = {}): Mute => ({
  id: 1,
  guildId: 'g1',
  scope: 'balance',
  pipeline: null,
  until: NOW + HOUR,
  createdAt: NOW - MINUTE,
  by: ANA,
  reason: null,
  ...more,
});

test.each([
  ['the same kind', true, mute()],
  ['everything', true, mute({ scope: 'all' })],
  ['another kind', false, mute({ scope: 'queue' })],
  ['the same kind in another guild', false, mute({ guildId: 'g2' })],
  ['everything in another guild', false, mute({ guildId: 'g2', scope: 'all' })],
  ['the same kind until just after this moment', true, mute({ until: NOW + 1 })],
  ['the same kind until this very moment', false, mute({ until: NOW })],
  ['the same kind until just before this moment', false, mute({ until: NOW - 1 })],
])('a mute of %s holds: %s', (_name, holds, it) => {
  expect(muteOf([it], 'g1', 'balance', NOW)).toBe(holds ? it : null);
});

test('without mutes nothing is muted', () => {
  expect(muteOf([], 'g1', 'balance', NOW)).toBeNull();
});

test('of several mutes the one that lasts longest is named, in whatever order they come', () => {
  const short = mute({ id: 1, until: NOW + MINUTE });
  const long = mute({ id: 2, scope: 'all', until: NOW + 2 * HOUR });
  const foreign = mute({ id: 3, guildId: 'g2', until: NOW + 9 * HOUR });
  expect(muteOf([short, long, foreign], 'g1', 'balance', NOW)).toBe(long);
  expect(muteOf([foreign, long, short], 'g1', 'balance', NOW)).toBe(long);
});

const BEN = { userId: '8', name: 'Ben' };
const named = (until: number) => ({ by: BEN, until });

test.each([
  ['none was named, and none holds', null, null, null],
  ['none was named, and one holds', null, mute(), { by: ANA, until: NOW + HOUR }],
  ['another one holds, for longer', named(NOW + MINUTE), mute(), { by: ANA, until: NOW + HOUR }],
  ['another one holds, for less long', named(NOW + 2 * HOUR), mute(), { by: ANA, until: NOW + HOUR }],
  ['none holds any more, just before its end', named(NOW + 1), null, named(NOW)],
  ['none holds any more, at its end', named(NOW), null, named(NOW)],
  ['none holds any more, after its end', named(NOW - 1), null, named(NOW - 1)],
])('where %s, an incident names what is true', (_name, before, holds, after) => {
  expect(namedMute(before, holds, NOW)).toEqual(after);
});

test.each([
  [NOW + HOUR - 1, undefined],
  [NOW + HOUR, true],
  [NOW + HOUR + 1, true],
])('the mute that an incident names is shown as over from its end on: at %d', (at, isOver) => {
  expect(mutedAt(named(NOW + HOUR), at)?.isOver).toBe(isOver);
  expect(mutedAt(null, at)).toBeNull();
});
