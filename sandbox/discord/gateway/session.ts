import { randomBytes } from 'node:crypto';
import { GATEWAY_LIMITS } from '../limits.ts';
import type { Connection } from './connection.ts';
import { OP } from './opcode.ts';

interface Dispatch {
  readonly op: typeof OP.dispatch;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** What outlives a broken connection: a sequence of its own and everything sent, for a resume. */
export interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  presence: unknown;
  sequence: number;
  connection: Connection | null;
  detachedAt: number | null;
  readonly sent: Dispatch[];
}

export function createSession(connection: Connection, shard: readonly [number, number], intents: number): Session {
  const id = randomBytes(16).toString('hex');
  return { id, shard, intents, presence: null, sequence: 0, connection, detachedAt: null, sent: [] };
}

/** Kept also while nobody is connected, so that a resume gets it. */
export function dispatch(session: Session, name: string, data: unknown): void {
  const payload: Dispatch = { op: OP.dispatch, t: name, s: ++session.sequence, d: data };
  session.sent.push(payload);
  if (session.sent.length > GATEWAY_LIMITS.replayable) session.sent.shift();
  session.connection?.send(payload);
}

export function replay(session: Session, afterSequence: number): void {
  for (const payload of session.sent.filter(({ s }) => s > afterSequence)) session.connection?.send(payload);
}

/** Not after too long, and not when events the client has missed are no longer kept. */
export function canResume(session: Session, now: number, sequence: number): boolean {
  const oldest = session.sent[0]?.s ?? 1;
  if (sequence < oldest - 1) return false;
  return session.detachedAt === null || now - session.detachedAt <= GATEWAY_LIMITS.resumableMs;
}

export function hasGuild({ shard }: Session, guildId: string | null): boolean {
  return shardHas(shard, guildId);
}

/** Null: an event of no guild, such as one of a direct message. */
export function shardHas([id, count]: Session['shard'], guildId: string | null): boolean {
  if (guildId === null) return id === 0;
  return (BigInt(guildId) >> 22n) % BigInt(count) === BigInt(id);
}
