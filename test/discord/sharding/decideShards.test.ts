import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Connected, decideShards, type Fleet } from '../../../src/discord/sharding/decideShards.ts';

const lease = (holder: string, shard: number, isReady = true, generation = 1) => ({
  generation,
  shard,
  holder,
  isReady,
});
const link = (shard: number, { isReady = true, isHeld = true, generation = 1 } = {}): Connected => ({
  generation,
  shard,
  isReady,
  isHeld,
});
const fleet = (leases: Fleet['leases'], gateways = ['a'], next: Fleet['next'] = null, shards = 1): Fleet => ({
  plan: { generation: 1, shards },
  next,
  gateways,
  leases,
});
const NEXT = { generation: 2, shards: 2 };
const shard0 = { generation: 1, shard: 0 };

describe('what process a does about a shard', () => {
  test.each<[string, Fleet, readonly Connected[], readonly object[]]>([
    ['that nobody holds', fleet([]), [], [{ act: 'take', ...shard0 }]],
    [
      'that it holds, without a connection',
      fleet([lease('a', 0, false)]),
      [],
      [{ act: 'connect', isHeld: true, ...shard0 }],
    ],
    ['that it holds, on the way', fleet([lease('a', 0, false)]), [link(0, { isReady: false })], []],
    ['that it holds, connected by now', fleet([lease('a', 0, false)]), [link(0)], [{ act: 'confirm', ...shard0 }]],
    ['that it holds and serves', fleet([lease('a', 0)]), [link(0)], []],
    ['whose connection is away for a moment', fleet([lease('a', 0)]), [link(0, { isReady: false })], []],
    ['whose lease ended while the database was away', fleet([]), [link(0)], [{ act: 'take', ...shard0 }]],
    [
      'that another one took meanwhile',
      fleet([lease('b', 0)], ['a', 'b']),
      [link(0)],
      [{ act: 'disconnect', ...shard0 }],
    ],
    ['that another one has', fleet([lease('b', 0)], ['a', 'b']), [], []],
    ['that is another one’s to take', fleet([lease('b', 0)], ['b']), [], []],
  ])('%s', (_name, state, connected, actions) => {
    expect(decideShards(state, 'a', connected)).toEqual(actions);
  });
});

describe('a shard that moves from b to a', () => {
  const both = (isReady: boolean) => fleet([lease('b', 0), lease('b', 1, isReady)], ['a', 'b'], null, 2);
  const key = { generation: 1, shard: 1 };
  const coming = (isReady: boolean) => [link(1, { isReady, isHeld: false })];

  test.each([
    ['is connected a second time first', 'a', both(true), [], [{ act: 'connect', isHeld: false, ...key }]],
    ['stays with b until that connection is ready', 'a', both(true), coming(false), []],
    ['moves then', 'a', both(true), coming(true), [{ act: 'move', from: 'b', ...key }]],
    ['is left alone until b has connected or released it', 'a', both(false), [], []],
    ['stays connected at b meanwhile', 'b', both(true), [link(0), link(1)], []],
    [
      'is released at once where b has not connected it',
      'b',
      both(false),
      [link(0), link(1, { isReady: false })],
      [{ act: 'release', ...key }],
    ],
  ])('%s', (_name, me, state, connected, actions) => {
    expect(decideShards(state, me, connected)).toEqual(actions);
  });
});

describe('another number of shards', () => {
  const next = (shard: number, isReady: boolean) => lease('a', shard, isReady, 2);
  const nextLink = (shard: number, isReady = true) => link(shard, { generation: 2, isReady });

  test('is connected beside the present ones', () => {
    expect(decideShards(fleet([lease('a', 0)], ['a'], NEXT), 'a', [link(0)])).toEqual([
      { act: 'take', generation: 2, shard: 0 },
      { act: 'take', generation: 2, shard: 1 },
    ]);
  });

  test.each([
    ['not before all of them are connected', [next(0, true), next(1, false)], [nextLink(0), nextLink(1, false)], []],
    [
      'once all of them are',
      [next(0, true), next(1, true)],
      [nextLink(0), nextLink(1)],
      [{ act: 'promote', next: NEXT }],
    ],
  ])('takes their place, %s', (_name, leases, links, actions) => {
    expect(decideShards(fleet([lease('a', 0), ...leases], ['a'], NEXT), 'a', [link(0), ...links])).toEqual(actions);
  });

  test('lets go of the ones before, once it is in force', () => {
    const state = { ...fleet([next(0, true), next(1, true)]), plan: NEXT };
    expect(decideShards(state, 'a', [link(0), nextLink(0), nextLink(1)])).toEqual([{ act: 'disconnect', ...shard0 }]);
  });

  test('moves nothing of what is about to end, but takes over from the dead', () => {
    const state = fleet([lease('b', 0), lease('b', 1)], ['a', 'b'], NEXT, 3);
    const ofPresent = decideShards(state, 'a', []).filter(
      (action) => 'generation' in action && action.generation === 1,
    );
    expect(ofPresent).toEqual([{ act: 'take', generation: 1, shard: 2 }]);
  });
});

/** Processes that come, die and look, in any order: what each step does is done at once, and connections are ready at the next look. */
test('whatever comes and goes, all shards are served in the end, each by one', () => {
  const happening = fc.oneof(
    fc.record({ who: fc.constantFrom('a', 'b', 'c'), what: fc.constantFrom('look', 'come', 'die') }),
    fc.record({ who: fc.constant('all'), what: fc.constant('reshard') }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (story, shards) => {
      const world = createWorld(shards);
      world.come('a');
      for (const { who, what } of story) {
        if (what === 'come') world.come(who);
        else if (what === 'die' && who !== 'a') world.die(who);
        else if (what === 'reshard') world.reshard();
        else if (what === 'look') world.look(who);
      }
      for (let round = 0; round < 12; round += 1) for (const who of ['a', 'b', 'c']) world.look(who);
      const { plan, next } = world.state;
      expect(next).toBeNull();
      const served = world.connections().map(({ generation, shard }) => `${generation}/${shard}`);
      expect(served.toSorted()).toEqual(
        Array.from({ length: plan.shards }, (_, shard) => `${plan.generation}/${shard}`).toSorted(),
      );
    }),
  );
});

function createWorld(shards: number) {
  let plan = { generation: 1, shards };
  let next: Fleet['next'] = null;
  const leases = new Map<string, Fleet['leases'][number]>();
  const own = new Map<string, Map<string, Connected>>();
  const nameOf = ({ generation, shard }: { generation: number; shard: number }) => `${generation}/${shard}`;
  const fleetNow = (): Fleet => ({ plan, next, gateways: [...own.keys()].sort(), leases: [...leases.values()] });

  return {
    get state() {
      return fleetNow();
    },
    connections: () => [...own.values()].flatMap((links) => [...links.values()]),
    come: (who: string) => void (own.has(who) || own.set(who, new Map())),
    die(who: string) {
      own.delete(who);
      for (const [name, { holder }] of leases) if (holder === who) leases.delete(name);
    },
    reshard() {
      next ??= { generation: plan.generation + 1, shards: plan.shards + 1 };
    },
    look(who: string) {
      const links = own.get(who);
      if (links === undefined) return;
      const seen = [...links.values()];
      const actions = decideShards(fleetNow(), who, seen);
      for (const one of seen) links.set(nameOf(one), { ...one, isReady: true });
      for (const action of actions) {
        if (action.act === 'promote') {
          plan = action.next;
          next = null;
          for (const [name, { generation }] of leases) if (generation < plan.generation) leases.delete(name);
          continue;
        }
        const { generation, shard } = action;
        const name = nameOf(action);
        const link = links.get(name);
        if (action.act === 'take') {
          leases.set(name, { generation, shard, holder: who, isReady: false });
          links.set(name, { generation, shard, isReady: link?.isReady ?? false, isHeld: true });
        } else if (action.act === 'connect')
          links.set(name, { generation, shard, isReady: false, isHeld: action.isHeld });
        else if (action.act === 'confirm') leases.set(name, { generation, shard, holder: who, isReady: true });
        else if (action.act === 'move') {
          leases.set(name, { generation, shard, holder: who, isReady: true });
          links.set(name, { generation, shard, isReady: true, isHeld: true });
        } else {
          if (action.act === 'release') leases.delete(name);
          links.delete(name);
        }
      }
    },
  };
}
