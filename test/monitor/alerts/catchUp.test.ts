import { describe, expect, test } from 'vitest';
import { type CatchUpView, composeCatchUp, type SuppressedIncident } from '../../../src/monitor/alerts/catchUp.ts';
import { facts } from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const held = (id: number, more: Partial<SuppressedIncident> = {}): SuppressedIncident => ({
  id,
  pipeline: 'shop',
  kind: 'queue',
  severity: 'warning',
  openedAt: NOW - 8 * HOUR,
  endedAt: null,
  worst: facts(5),
  wasNotified: false,
  acknowledged: null,
  quietSince: NOW - 7 * HOUR,
  clearSince: null,
  unknownSince: null,
  ...more,
});
const ALL: CatchUpView = { mayBeSent: () => true, titleOf: () => null };
const messageOf = (incidents: readonly SuppressedIncident[], view = ALL) =>
  composeCatchUp(incidents, view, NOW)?.message ?? null;

describe('a catch-up', () => {
  test.each([
    ['fires', {}, 'firing'],
    ['is over', { endedAt: NOW - HOUR }, 'over'],
    ['has to stay well for a while', { clearSince: NOW - MINUTE }, 'clearing'],
    ['can no longer be judged', { unknownSince: NOW - MINUTE }, 'unknown'],
    ['ended, whatever else was', { endedAt: NOW, clearSince: NOW - HOUR, unknownSince: NOW }, 'over'],
  ])('says of what %s that it does', (_name, more, state) => {
    expect(messageOf([held(1, more)])?.incidents).toMatchObject([{ state, openedAt: NOW - 8 * HOUR }]);
  });

  test('has what still fires first, the worst of it before the rest, and each in its order', () => {
    const message = messageOf([
      held(1, { kind: 'latency', endedAt: NOW, openedAt: NOW - 3 * HOUR }),
      held(2, { kind: 'balance', endedAt: NOW, openedAt: NOW - 4 * HOUR }),
      held(3, { kind: 'queue' }),
      held(4, { kind: 'workers', unknownSince: NOW, severity: 'critical' }),
      held(5, { kind: 'errors', severity: 'critical' }),
      held(6, { kind: 'silence', clearSince: NOW }),
    ]);
    const kinds = message?.incidents.map(({ kind }) => kind);
    expect(kinds).toEqual(['errors', 'queue', 'workers', 'silence', 'balance', 'latency']);
  });

  test.each([
    ['what is critical and fires', { severity: 'critical' }, true],
    ['not for a warning', {}, false],
    ['not for what is over', { severity: 'critical', endedAt: NOW }, false],
    ['not for what does not fire', { severity: 'critical', clearSince: NOW }, false],
    ['not for what cannot be judged', { severity: 'critical', unknownSince: NOW }, false],
    [
      'not where somebody is on it',
      { severity: 'critical', acknowledged: { by: { userId: '1', name: 'a' }, at: NOW, severity: 'critical' } },
      false,
    ],
  ] as const)('pings for %s', (_name, more, pings) => {
    expect(messageOf([held(1), held(2, more)])?.pings).toBe(pings);
  });

  test('tells since when something waited', () => {
    expect(messageOf([held(1), held(2, { quietSince: NOW - 9 * HOUR })])?.since).toBe(NOW - 9 * HOUR);
  });

  test('waits for what may not be sent yet, and tells of the rest', () => {
    const view = { ...ALL, mayBeSent: ({ kind }: SuppressedIncident) => kind !== 'errors' };
    const composed = composeCatchUp([held(1), held(2, { kind: 'errors' })], view, NOW);
    expect(composed?.included.map(({ id }) => id)).toEqual([1]);
    expect(composed?.message?.incidents).toHaveLength(1);
    expect(composeCatchUp([held(2, { kind: 'errors' })], view, NOW)).toBeNull();
    expect(composeCatchUp([], ALL, NOW)).toBeNull();
  });

  test('names pipelines where there are several, and nothing that the guild does not see', () => {
    const titles: Record<string, string | undefined> = { shop: 'shop', tickets: undefined };
    const view = { ...ALL, titleOf: ({ pipeline }: SuppressedIncident) => titles[pipeline] };
    const composed = composeCatchUp([held(1), held(2, { pipeline: 'tickets' })], view, NOW);
    expect(composed?.message?.incidents).toMatchObject([{ subject: 'shop' }]);
    expect([composed?.included.map(({ id }) => id), composed?.dropped.map(({ id }) => id)]).toEqual([[1], [2]]);
    expect(composeCatchUp([held(2, { pipeline: 'tickets' })], view, NOW)).toMatchObject({
      message: null,
      included: [],
    });
  });
});
