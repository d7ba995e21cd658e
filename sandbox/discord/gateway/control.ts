import type { Connection } from './connection.ts';
import type { IdentifyPacer } from './identifyPacer.ts';
import { OP } from './opcode.ts';
import { dispatch, type Session } from './session.ts';
import type { Sharding } from './sharding.ts';

interface SessionView {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly connected: boolean;
  readonly sequence: number;
  /** As last sent with Identify or op 3. */
  readonly presence: unknown;
}

/** What a test can do to the gateway. */
export interface GatewayControl {
  sessions(): readonly SessionView[];
  closeAll(code: number): void;
  /** Op 7: please reconnect and resume. */
  reconnectAll(): void;
  /** Op 9. Not resumable: the session is gone. */
  invalidateAll(resumable: boolean): void;
  /** TCP reset without a close frame; sessions stay resumable. */
  dropAll(): void;
  /** Op 1 from the server: beat now. */
  requestHeartbeats(): void;
  /** Without acknowledgements a client takes the connection for dead. */
  setHeartbeatAcks(enabled: boolean): void;
  setRefuseConnections(refuse: boolean): void;
  /** What GET /gateway/bot says is left of today's identifies, and when there are more. */
  setSessionStartsRemaining(remaining: number, resetAfterMs?: number): void;
  /** What GET /gateway/bot recommends; null: by the guilds that the bot is in. */
  setRecommendedShards(shards: number | null): void;
  /** How many guilds a shard may have from the next Identify on: one with more is closed with 4011. */
  setGuildsPerShard(guilds: number): void;
  /** How every Identify is answered: with a close, or not at all; null: as it should be. */
  setIdentifyAnswer(answer: { readonly close: number } | 'nothing' | null): void;
  /** Changes what is dispatched on its way out; null: nothing. */
  setMangle(mangle: Mangle | null): void;
  /** A dispatch that nothing in the world led to. */
  dispatchAll(name: string, data: unknown): void;
  /** A payload as it is, such as one without `d`. */
  sendAll(payload: object): void;
}

/** What is dispatched instead of the data of an event. */
type Mangle = (name: string, data: unknown) => unknown;

export interface Switches {
  refuse: boolean;
  acknowledge: boolean;
  identifyAnswer: { readonly close: number } | 'nothing' | null;
  mangle: Mangle | null;
}

export interface ControlParts {
  readonly sessions: Map<string, Session>;
  readonly connections: Set<Connection>;
  readonly switches: Switches;
  readonly pacer: IdentifyPacer;
  readonly sharding: Sharding;
}

export function createControl({ sessions, connections, switches, pacer, sharding }: ControlParts): GatewayControl {
  return {
    sessions: () =>
      [...sessions.values()].map(({ id, shard, intents, sequence, presence, connection }) => {
        return { id, shard, intents, sequence, presence, connected: connection !== null };
      }),
    closeAll: (code) => {
      for (const connection of [...connections]) connection.close(code);
    },
    reconnectAll: () => {
      for (const connection of connections) connection.send({ op: OP.reconnect, d: null });
    },
    invalidateAll: (resumable) => {
      for (const connection of connections) connection.send({ op: OP.invalidSession, d: resumable });
      // Clients answer with Resume or Identify on this very connection, which must no longer count as theirs.
      for (const session of sessions.values()) session.connection = null;
      if (!resumable) sessions.clear();
    },
    dropAll: () => {
      for (const connection of [...connections]) connection.reset();
    },
    requestHeartbeats: () => {
      for (const connection of connections) connection.send({ op: OP.heartbeat, d: null });
    },
    setHeartbeatAcks: (enabled) => {
      switches.acknowledge = enabled;
    },
    setRefuseConnections: (refuse) => {
      switches.refuse = refuse;
    },
    setSessionStartsRemaining: (remaining, resetAfterMs) => {
      pacer.setRemaining(remaining, resetAfterMs);
    },
    setRecommendedShards: sharding.setRecommended,
    setGuildsPerShard: sharding.setGuildsPerShard,
    setIdentifyAnswer: (answer) => {
      switches.identifyAnswer = answer;
    },
    setMangle: (mangle) => {
      switches.mangle = mangle;
    },
    dispatchAll: (name, data) => {
      for (const session of sessions.values()) dispatch(session, name, data);
    },
    sendAll: (payload) => {
      for (const connection of connections) connection.send(payload);
    },
  };
}
