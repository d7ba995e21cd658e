import { type BotConnection, notConnected } from '../discord/botConnection.ts';
import type { GatewayFacts } from '../discord/gatewayInfo.ts';
import type { FinalTrouble } from '../discord/gatewayTrouble.ts';
import { createLoginTrouble } from '../discord/loginTrouble.ts';
import { gatewayTrouble } from '../discord/readTrouble.ts';
import { decideShards, type ShardAction } from '../discord/sharding/decideShards.ts';
import {
  type ShardFence,
  type ShardKey,
  type ShardPlan,
  type ShardState,
  type Shards,
  shardName,
} from '../monitor/ports/shardStore.ts';
import { type Clock, MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import { createLoop } from './loop.ts';
import type { NewShardLink, ShardLink } from './shardLink.ts';
import { createShardPlanner, type ShardPlannerOptions } from './shardPlanner.ts';

export interface ShardFleetOptions extends ShardPlannerOptions {
  readonly shards: Shards;
  /** Tells this process from others. */
  readonly holder: string;
  readonly connect: (link: NewShardLink) => BotConnection;
  /** A connected shard is this process's from now on: what it heard before could not be written. */
  readonly onMoved: () => void;
  /** Called every minute after Discord refused the bot for good. */
  readonly onFinal: (trouble: FinalTrouble) => Promise<void>;
  /** The next step should come at once. */
  readonly soon: () => void;
  readonly clock: Clock;
}

/** Which processes live, and who holds what, is looked at so often. */
const TICK_MS: Millis = SECOND;
const RETRY_MS: Millis = 5 * SECOND;
/** A process that says nothing for this long has lost its shards. Shorter than other leases: identifying takes 5 s a shard after that. */
export const SHARD_LEASE_MS: Millis = 6 * SECOND;

/** The shards of the bot that this process has: each has a lease, and a connection of its own. */
export function createShardFleet(options: ShardFleetOptions) {
  const { shards, holder, clock, log } = options;
  const planner = createShardPlanner(options);
  const trouble = createLoginTrouble(log, clock.now);
  const links = new Map<string, ShardLink>();
  const connections = () => [...links.values()].map(({ connection }) => connection);
  let plan: ShardPlan | null = null;

  function open(key: ShardKey, count: number, fence: ShardFence | null): void {
    const soon = () => {
      loop.wake();
      options.soon();
    };
    const shard = { id: key.shard, count };
    const connection: BotConnection = options.connect({ shard, key, soon, fence: () => link.fence });
    const onError = (err: unknown) => log.error({ err, what: 'connect' }, 'loop failed');
    const loop = createLoop({ run: connection.run, retryMs: RETRY_MS, onError });
    const link: ShardLink = { generation: key.generation, shard: key.shard, connection, loop, fence };
    links.set(shardName(key), link);
    loop.start();
  }

  /** Nobody waits for a login that does not end. */
  function close(key: ShardKey): void {
    const link = links.get(shardName(key));
    links.delete(shardName(key));
    void link?.loop.stop();
    void link?.connection.stop();
  }

  /** What a connection heard before could not be written. */
  function holdFrom(link: ShardLink, fence: ShardFence | null): void {
    const isNew = fence !== null && fence.epoch !== link.fence?.epoch;
    link.fence = fence;
    if (isNew) options.onMoved();
  }

  async function take(key: ShardKey, count: number): Promise<void> {
    const fence = await shards.take(key, holder, clock.now(), SHARD_LEASE_MS);
    if (fence === null) return;
    const link = links.get(shardName(key));
    if (link === undefined) open(key, count, fence);
    else holdFrom(link, fence);
  }

  async function perform(action: ShardAction, count: number): Promise<void> {
    if (action.act === 'promote') {
      if (await shards.promote(action.next)) log.info({ shards: action.next.shards }, 'all shards are connected');
      return;
    }
    const link = links.get(shardName(action));
    switch (action.act) {
      case 'take':
        return take(action, count);
      case 'connect':
        // One that this process holds without a connection is taken once more.
        return action.isHeld ? take(action, count) : open(action, count, null);
      case 'confirm':
        await shards.confirm(action, holder);
        return;
      case 'move':
        if (link === undefined) return;
        holdFrom(link, await shards.move(action, action.from, holder, clock.now(), SHARD_LEASE_MS));
        return;
      case 'release':
        close(action);
        return shards.release(action, holder);
      case 'disconnect':
        return close(action);
    }
  }

  const refusedGeneration = () =>
    Math.max(0, ...[...links.values()].filter((one) => one.connection.isRefused()).map((one) => one.generation));

  /** Why a shard of this process is not connected; null: all are. Those that are to take the place of others are not needed yet. */
  function why(): string | null {
    const words = trouble.words();
    if (words !== null || plan === null) return notConnected(words);
    const own = [...links.values()].filter(({ generation }) => generation === plan?.generation);
    const troubles = own.map(({ connection }) => connection.why()).filter((why) => why !== null);
    const [first = null] = troubles;
    if (first === null || plan.shards === 1) return first;
    return `${troubles.length} of the ${own.length} shards of this process: ${first}`;
  }

  async function look(): Promise<ShardState> {
    const state = await shards.read(clock.now(), SHARD_LEASE_MS);
    plan = state.plan;
    return state;
  }

  async function act(facts: GatewayFacts): Promise<void> {
    await shards.beat(holder, why(), clock.now(), SHARD_LEASE_MS);
    let state = await look();
    if (await planner.decide(state, facts, refusedGeneration())) state = await look();
    const { plan: present, next } = state;
    if (present === null) return;
    const connected = [...links.values()].map(({ generation, shard, fence, connection }) => {
      return { generation, shard, isHeld: fence !== null, isReady: connection.isConnected() };
    });
    for (const action of decideShards({ ...state, plan: present }, holder, connected)) {
      const isOfNext = action.act !== 'promote' && action.generation === next?.generation;
      await perform(action, (isOfNext ? next : present).shards);
    }
  }

  return {
    /** One look at what there is to do; answers when to look again. */
    async step(): Promise<Millis> {
      const final = trouble.final();
      if (final !== null) await options.onFinal(final);
      if (final !== null || connections().some((connection) => connection.isOver())) {
        // A process with another token may have better luck.
        await shards.leave(holder);
        return MINUTE;
      }
      let facts: GatewayFacts;
      try {
        facts = await planner.facts(refusedGeneration());
      } catch (err) {
        return trouble.failed(gatewayTrouble(err), err);
      }
      trouble.succeeded();
      await act(facts);
      return TICK_MS;
    },
    /** Whatever waits for its next try has it now. */
    wake(): void {
      for (const { loop } of links.values()) loop.wake();
      options.soon();
    },
    maxConcurrency: planner.maxConcurrency,
    gateways: () =>
      connections()
        .map((connection) => connection.gateway())
        .filter((gateway) => gateway !== null),
    /** Those whose shards this process has, as far as it knows. */
    held() {
      return [...links.values()].flatMap(({ connection, fence }) => {
        const gateway = connection.gateway();
        return gateway === null || fence === null ? [] : [{ gateway, fence }];
      });
    },
    isTokenRefused: () =>
      trouble.final()?.type === 'tokenRefused' || connections().some((connection) => connection.isTokenRefused()),
    why,
    /** Begins nothing new; the connections stay. */
    async finish(): Promise<void> {
      await Promise.all([...links.values()].map(({ loop }) => loop.stop()));
    },
    /** Lets others have its shards, and leaves Discord. */
    async stop(): Promise<void> {
      // Where the database does not answer, the leases end by themselves, and Discord need not wait for that.
      const left = shards.leave(holder).catch(() => undefined);
      await Promise.all([left, ...connections().map((connection) => connection.stop())]);
    },
  };
}

export type ShardFleet = ReturnType<typeof createShardFleet>;
