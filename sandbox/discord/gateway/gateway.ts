import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Record } from '../transcript.ts';
import { INTENT } from '../world/intents.ts';
import type { WorldEvent } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { CLOSE, staysResumable } from './closeCode.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './connection.ts';
import type { GatewayControl, Switches } from './control.ts';
import { createControl } from './control.ts';
import type { IdentifyPacer } from './identifyPacer.ts';
import { OP } from './opcode.ts';
import { createProtocol } from './protocol.ts';
import type { Session } from './session.ts';
import { dispatch, hasGuild } from './session.ts';
import type { Sharding } from './sharding.ts';

export interface GatewayParts {
  readonly world: World;
  readonly record: Record;
  readonly pacer: IdentifyPacer;
  readonly sharding: Sharding;
  readonly url: () => string;
  readonly heartbeatIntervalMs: number;
}

export interface Gateway {
  readonly control: GatewayControl;
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  stop(): void;
}

/** How many intervals may pass without a heartbeat before the server gives the connection up. */
const SILENT_INTERVALS = 2;

export function createGateway({ world, record, pacer, sharding, url, heartbeatIntervalMs }: GatewayParts): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();
  const switches: Switches = { refuse: false, acknowledge: true, identifyAnswer: null, mangle: null };
  const protocol = createProtocol({
    world,
    record,
    pacer,
    sharding,
    sessions,
    resumeUrl: url,
    acknowledges: () => switches.acknowledge,
    identifyAnswer: () => switches.identifyAnswer,
  });
  let count = 0;
  world.onEvent((event) => {
    if (concernsBot(world, event)) send(sessions, event);
  });

  return {
    control: createControl({ sessions, connections, switches, pacer, sharding }),
    upgrade(request, socket, head) {
      if (switches.refuse) return void socket.destroy();
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const silence = setTimeout(
          () => connection.close(CLOSE.sessionTimedOut),
          heartbeatIntervalMs * SILENT_INTERVALS,
        );
        silence.unref();
        const connection = createConnection(++count, webSocket, socket, record, {
          message: (raw) => {
            silence.refresh();
            protocol(connection, raw);
          },
          mangled: (name, data) => (switches.mangle === null ? data : switches.mangle(name, structuredClone(data))),
          closed: (code, by) => {
            clearTimeout(silence);
            connections.delete(connection);
            detach(sessions, connection, staysResumable(code, by), world.now());
          },
        });
        connections.add(connection);
        connection.send({ op: OP.hello, d: { heartbeat_interval: heartbeatIntervalMs, _trace: [] } });
        if (!speaksV10(request)) connection.close(CLOSE.invalidVersion);
      });
    },
    stop() {
      for (const connection of connections) connection.terminate();
      server.close();
    },
  };
}

function speaksV10(request: IncomingMessage): boolean {
  const { searchParams } = new URL(request.url ?? '/', 'http://gateway');
  return searchParams.get('v') === '10' && (searchParams.get('encoding') ?? 'json') === 'json';
}

/** Of a guild the bot is not in, it hears only that it is out. */
function concernsBot(world: World, { guildId, name }: WorldEvent): boolean {
  if (guildId === null || name === 'GUILD_DELETE') return true;
  return world.guilds.get(guildId)?.members.has(world.bot.userId) ?? false;
}

function detach(sessions: Map<string, Session>, connection: Connection, resumable: boolean, now: number): void {
  for (const session of sessions.values()) {
    if (session.connection !== connection) continue;
    session.connection = null;
    session.detachedAt = now;
    if (!resumable) sessions.delete(session.id);
  }
}

/** To the shard that has the guild, if the session asked for this kind of event. */
function send(sessions: Map<string, Session>, event: WorldEvent): void {
  for (const session of sessions.values()) {
    const wanted = event.intent === INTENT.none || (session.intents & event.intent) !== 0;
    if (wanted && hasGuild(session, event.guildId)) dispatch(session, event.name, event.data);
  }
}
