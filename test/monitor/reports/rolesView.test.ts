import { describe, expect, test } from 'vitest';
import { aliveIn, kindOfWork, missingIn, type RolesView, roleLines } from '../../../src/monitor/reports/rolesView.ts';

const VIEW: RolesView = {
  own: { holder: 'a', roles: ['ingest'] },
  processes: [
    { holder: 'a', roles: ['ingest'] },
    { holder: 'b', roles: ['worker'] },
    { holder: 'c', roles: ['ingest', 'worker'] },
    { holder: 'd', roles: ['gateway'] },
  ],
  leases: [
    { name: 'evaluate shop', holder: 'c' },
    { name: 'live status', holder: 'b' },
    { name: 'poll shop', holder: 'c' },
    { name: 'read queue eu', holder: 'b' },
    { name: 'shard 0 of 2', holder: 'd' },
    { name: 'shard 1 of 2', holder: 'd' },
  ],
  connections: null,
};

describe('the processes on one database', () => {
  test('are counted by role', () => {
    expect(aliveIn(VIEW)).toEqual({ ingest: 2, gateway: 1, worker: 2 });
  });

  test('are named with what each of them holds', () => {
    expect(roleLines(VIEW)).toEqual({
      ingest: '2 alive',
      gateway: '1 alive; d holds shard 0 of 2, shard 1 of 2',
      worker: '2 alive; b holds live status, the queue of eu; c holds evaluation of shop, polling of shop',
    });
  });

  test.each([
    [{ ...VIEW, processes: VIEW.processes.slice(0, 3) }, ['no process has the role gateway: no commands are answered']],
    [{ ...VIEW, processes: [{ holder: 'a', roles: ['gateway'] }] } as const, 2],
    [{ ...VIEW, processes: [{ holder: 'a', roles: ['ingest', 'gateway', 'worker'] }] } as const, []],
    ...(
      [
        [{ shards: 2, connected: 2, trouble: null }, []],
        [
          { shards: 2, connected: 1, trouble: null },
          ['1 of 2 shards are not connected to Discord: their servers get no answers to commands'],
        ],
        [{ shards: 1, connected: 0, trouble: null }, ['the bot is not connected to Discord: no commands are answered']],
        [{ shards: 0, connected: 0, trouble: null }, ['the bot is not connected to Discord: no commands are answered']],
        [{ shards: 2, connected: 2, trouble: 'reset' }, ['a process with the role gateway is not connected: reset']],
      ] as const
    ).map(([connections, words]) => [{ ...VIEW, connections }, [...words]] as [RolesView, string[]]),
  ])('what none of them does is said: %#', (view, expected) => {
    const missing = missingIn(view);
    expect(typeof expected === 'number' ? missing.length : missing).toEqual(expected);
  });

  test.each([
    ['evaluate shop', 'evaluate'],
    ['read queue eu', 'read queue'],
    ['tidy', 'tidy'],
    ['shard 3 of 4', 'shard'],
  ])('%s is the work %s', (name, work) => {
    expect(kindOfWork(name)).toBe(work);
  });
});
