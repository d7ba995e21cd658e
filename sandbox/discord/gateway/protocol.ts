import { GATEWAY_LIMITS } from '../limits.ts';
import { isObject } from '../rest/form.ts';
import type { Record } from '../transcript.ts';
import type { World } from '../world/world.ts';
import { CLOSE } from './closeCode.ts';
import type { Connection } from './connection.ts';
import type { Switches } from './control.ts';
import type { IdentifyPacer } from './identifyPacer.ts';
import { IGNORED_OPS, OP } from './opcode.ts';
import { isToken, readIdentify } from './readIdentify.ts';
import { sendReady } from './ready.ts';
import type { Session } from './session.ts';
import { canResume, createSession, dispatch, replay } from './session.ts';
import type { Sharding } from './sharding.ts';

export interface ProtocolParts {
  readonly world: World;
  readonly record: Record;
  readonly pacer: IdentifyPacer;
  readonly sharding: Pick<Sharding, 'fits'>;
  readonly sessions: Map<string, Session>;
  readonly resumeUrl: () => string;
  readonly acknowledges: () => boolean;
  readonly identifyAnswer: () => Switches['identifyAnswer'];
}

/** The code to close the connection with; undefined: it stays open. */
type CloseWith = number | undefined;

/** What the server does with each payload of a client. */
export function createProtocol(parts: ProtocolParts) {
  return (connection: Connection, raw: Buffer): void => {
    const closeWith = handle(parts, connection, raw);
    if (closeWith !== undefined) connection.close(closeWith);
  };
}

function handle(parts: ProtocolParts, connection: Connection, raw: Buffer): CloseWith {
  const payload = decode(raw);
  if (!payload) return CLOSE.decodeError;
  const { op, d } = payload;
  parts.record({ kind: 'gateway', direction: 'fromBot', connection: connection.number, payload });
  if (sendsTooMuch(connection, parts.world.now())) return CLOSE.rateLimited;
  const session = [...parts.sessions.values()].find((candidate) => candidate.connection === connection);
  if (op === OP.identify) return session ? CLOSE.alreadyAuthenticated : identify(parts, connection, d);
  if (op === OP.resume) return session ? CLOSE.alreadyAuthenticated : resume(parts, connection, d);
  if (op === OP.heartbeat) {
    // Also before Identify: clients beat while they wait for their turn to identify.
    if (parts.acknowledges()) connection.send({ op: OP.heartbeatAck, d: null });
    return undefined;
  }
  if (op !== OP.presence && !IGNORED_OPS.includes(op)) return CLOSE.unknownOpcode;
  if (!session) return CLOSE.notAuthenticated;
  if (op === OP.presence) session.presence = d;
  return undefined;
}

function decode(raw: Buffer): { op: number; d: unknown } | null {
  if (raw.byteLength > GATEWAY_LIMITS.payloadBytes) return null;
  try {
    const payload: unknown = JSON.parse(raw.toString());
    return isObject(payload) && typeof payload['op'] === 'number' ? { op: payload['op'], d: payload['d'] } : null;
  } catch {
    return null;
  }
}

function sendsTooMuch({ received }: Connection, now: number): boolean {
  received.push(now);
  while ((received[0] ?? now) <= now - GATEWAY_LIMITS.sendWindowMs) received.shift();
  return received.length > GATEWAY_LIMITS.sends;
}

function identify(parts: ProtocolParts, connection: Connection, data: unknown): CloseWith {
  const wanted = readIdentify(parts.world, parts.sharding, data);
  if ('closeWith' in wanted) return wanted.closeWith;
  const answer = parts.identifyAnswer();
  if (answer !== null) return answer === 'nothing' ? undefined : answer.close;
  if (!parts.pacer.take(wanted.shard[0])) {
    connection.send({ op: OP.invalidSession, d: false });
    return undefined;
  }
  const session = createSession(connection, wanted.shard, wanted.intents);
  session.presence = wanted.presence;
  parts.sessions.set(session.id, session);
  sendReady(parts.world, session, parts.resumeUrl());
  return undefined;
}

function resume(parts: ProtocolParts, connection: Connection, data: unknown): CloseWith {
  if (!isObject(data)) return CLOSE.decodeError;
  if (!isToken(parts.world, data['token'])) return CLOSE.authenticationFailed;
  const session = parts.sessions.get(String(data['session_id']));
  const sequence = Number(data['seq']);
  if (!session || !canResume(session, parts.world.now(), sequence)) {
    connection.send({ op: OP.invalidSession, d: false });
    return undefined;
  }
  if (!(sequence <= session.sequence)) return CLOSE.invalidSequence;
  session.connection?.close(4000);
  session.connection = connection;
  session.detachedAt = null;
  replay(session, sequence);
  dispatch(session, 'RESUMED', { _trace: [] });
  return undefined;
}
