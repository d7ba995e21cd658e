import { beforeEach, describe, expect, test } from 'vitest';
import type { NotedDecision } from '../../src/monitor/ports/decisionStore.ts';
import { ANNA } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { DAY, HOUR, MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, rows, steady } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

function decision(at: number, more: Partial<NotedDecision> = {}): NotedDecision {
  const nothing = { facts: null, why: 'tooFewResults', threshold: 0.15, muteId: null } as const;
  return { guildId: 'g1', kind: 'errors', at, state: 'unknown', reason: 'noVerdict', ...nothing, ...more };
}
const add = (...decisions: readonly NotedDecision[]) => opened.store.decisions.add(PIPELINE, decisions);
const between = (from: number, to: number, limit = 9) =>
  opened.store.decisions.between({ guildId: 'g1', pipeline: PIPELINE, kind: 'errors' }, from, to, limit);

test('a decision holds until the next one of its kind', async () => {
  await add(decision(NOW), decision(NOW, { kind: 'queue' }), decision(NOW, { guildId: 'g2' }));
  await add(decision(NOW + MINUTE, { reason: 'healthy', state: 'ok', why: null }));
  await opened.store.decisions.add('other', [decision(NOW + HOUR)]);
  expect((await between(NOW, NOW + HOUR)).map(({ at, until, reason }) => [at, until, reason])).toEqual([
    [NOW + MINUTE, null, 'healthy'],
    [NOW, NOW + MINUTE, 'noVerdict'],
  ]);
  const current = await opened.store.decisions.current(PIPELINE);
  expect(current.map(({ guildId, kind, reason }) => `${guildId} ${kind} ${reason}`).sort()).toEqual([
    'g1 errors healthy',
    'g1 queue noVerdict',
    'g2 errors noVerdict',
  ]);
});

test.each([
  ['ends where it begins', NOW - HOUR, NOW, 1],
  ['ends before it begins', NOW - HOUR, NOW - 1, 0],
  ['begins just before it ends', NOW + MINUTE - 1, NOW + MINUTE - 1, 1],
  ['begins where it ends', NOW + MINUTE, NOW + MINUTE, 0],
])('a span that %s', async (_name, from, to, times) => {
  await add(decision(NOW));
  await add(decision(NOW + MINUTE, { reason: 'healthy' }));
  expect((await between(from, to)).filter(({ reason }) => reason === 'noVerdict')).toHaveLength(times);
});

test('facts, threshold and who muted are there again', async () => {
  const until = NOW + HOUR;
  const mute = await opened.store.mutes.add(
    { guildId: 'g1', scope: 'errors', pipeline: null, until, createdAt: NOW, by: ANNA, reason: 'deploy' },
    change(),
  );
  const facts = { kind: 'queue', depth: 7 } as const;
  const one = decision(NOW, { state: 'firing', reason: 'muted', facts: facts as never, why: null, muteId: mute.id });
  await add(one);
  expect(await between(NOW, NOW)).toEqual([
    {
      ...{ kind: 'errors', at: NOW, until: null, state: 'firing', reason: 'muted', facts, why: null, threshold: 0.15 },
      mute: expect.objectContaining({ by: ANNA, until, reason: 'deploy' }),
    },
  ]);
});

test('many at once are all kept, and what another version wrote is left out', async () => {
  await add(...Array.from({ length: 1_201 }, (_, i) => decision(NOW, { guildId: `g${i}` })));
  expect(await opened.store.decisions.current(PIPELINE)).toHaveLength(1_201);
  await opened.other.exec("update decisions set reason = 'ofTomorrow' where guild_id = 'g1'");
  expect(await opened.store.decisions.current(PIPELINE)).toHaveLength(1_200);
  expect(await between(NOW, NOW)).toEqual([]);
});

describe('tidying', () => {
  test.each([
    ['over for just more than 30 days', NOW - 30 * DAY - 1, 1],
    ['over for 30 days', NOW - 30 * DAY, 2],
  ])('a decision that is %s', async (_name, over, left) => {
    await add(decision(over - DAY));
    // It holds, however long it has.
    await add(decision(over));
    await steady(opened.store);
    while (await opened.store.tidy(NOW));
    expect(await rows(opened.other, 'select id from decisions')).toHaveLength(left);
    expect(await opened.store.decisions.current(PIPELINE)).toHaveLength(1);
  });
});
