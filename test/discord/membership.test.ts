import { EventEmitter } from 'node:events';
import { type Client, Collection, Events, type Guild } from 'discord.js';
import pino from 'pino';
import { expect, test } from 'vitest';
import { createMembership } from '../../src/discord/membership.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import type { SeenGuild } from '../../src/monitor/ports/guildStore.ts';

const guildOf = (name: string) =>
  ({ id: '100000000000000001', ownerId: '200000000000000001', name, preferredLocale: 'en-US' }) as Guild;

/** A connection that hears of one server, while what it hears is written or not. */
function setUp() {
  const cache = new Collection<string, Guild>([['100000000000000001', guildOf('Before')]]);
  const client = Object.assign(new EventEmitter(), { ws: new EventEmitter(), guilds: { cache } });
  const state = { isMine: true };
  const written: SeenGuild[] = [];
  const heard: Promise<unknown>[] = [];
  const { review } = createMembership({
    client: client as unknown as Client,
    shard: { id: 0, count: 1 },
    monitor: { guilds: async () => written.map(({ id }) => ({ id })) as never },
    events: {
      async guildsSeen(guilds) {
        if (!state.isMine) throw new LeaseLostError('shard 1/0');
        written.push(...guilds);
      },
      guildLeft: async () => undefined,
      channelFound: async () => undefined,
    },
    log: pino({ level: 'silent' }),
    access: () => ({ isAllowed: () => true }),
    logged: (_what, work) => heard.push(work.catch(() => undefined)),
  });
  return {
    state,
    review,
    names: () => written.map(({ name }) => name),
    async rename(name: string) {
      const [before, after] = [cache.first(), guildOf(name)];
      cache.set(after.id, after);
      client.emit(Events.GuildUpdate, before, after);
      await Promise.all(heard);
    },
  };
}

test('what changed while another process had the shard, or the database failed, is written by the next review', async () => {
  const { state, review, names, rename } = setUp();
  await review();
  state.isMine = false;
  await rename('After');
  expect(names()).toEqual(['Before']);
  state.isMine = true;
  await review();
  expect(names()).toEqual(['Before', 'After']);
  await review();
  expect(names()).toHaveLength(2);
});
