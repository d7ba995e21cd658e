import { expect, test } from 'vitest';
import { fencedPool } from '../../src/store/fencedPool.ts';

/** A connection that notes what it is asked, and fails at some of it. */
function setUp(fails: (text: string) => boolean) {
  const asked: string[] = [];
  const client = {
    async query(text: string) {
      asked.push(text.split(' ').slice(0, 2).join(' '));
      if (fails(text)) throw new Error('canceling statement due to statement timeout');
      return { command: 'SELECT', rowCount: 1, rows: [{}] };
    },
    release: () => void asked.push('released'),
  };
  const pool = { connect: async () => client, end: async () => undefined } as never;
  return { asked, fenced: fencedPool(pool, { name: 'work', holder: 'a', epoch: 1 }) };
}

test.each(['update guilds set name = 1', 'begin'])(
  'a lease that cannot be asked for leaves no transaction open behind it: %s',
  async (text) => {
    const { asked, fenced } = setUp((one) => one.includes('from leases'));
    const client = await fenced.connect();
    await expect(client.query(text, [])).rejects.toThrow('statement timeout');
    client.release();
    expect(asked).toEqual(['begin', 'select 1', 'rollback', 'released']);
  },
);
