import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Record } from '../transcript.ts';
import { closeReason } from './closeCode.ts';

/** One WebSocket, with all that passes over it written down. */
export interface Connection {
  readonly number: number;
  /** Times of the last payloads from the client, for the limit on them. */
  readonly received: number[];
  send(payload: object): void;
  close(code: number, reason?: string): void;
  /** A TCP reset: the client sees no close frame. */
  reset(): void;
  terminate(): void;
}

export interface ConnectionEvents {
  message(raw: Buffer): void;
  closed(code: number, by: 'bot' | 'discord'): void;
  /** What leaves instead of the data of a dispatch. */
  mangled(name: string, data: unknown): unknown;
}

export function createConnection(
  number: number,
  webSocket: WebSocket,
  socket: Socket,
  record: Record,
  events: ConnectionEvents,
): Connection {
  let closedHere = false;
  webSocket.on('message', (data: Buffer) => events.message(data));
  // A reset shows up as an error too; the close event that follows says all that is needed.
  webSocket.on('error', () => undefined);
  webSocket.on('close', (code, reason) => {
    const by = closedHere ? 'discord' : 'bot';
    record({ kind: 'close', connection: number, code, reason: reason.toString(), by });
    events.closed(code, by);
  });
  record({ kind: 'open', connection: number, code: null, reason: '', by: 'bot' });

  return {
    number,
    received: [],
    send(payload) {
      const whole = mangledBy(events, { op: -1, d: undefined, s: null, t: null, ...payload });
      if (webSocket.readyState !== webSocket.OPEN) return;
      record({ kind: 'gateway', direction: 'toBot', connection: number, payload: structuredClone(whole) });
      webSocket.send(JSON.stringify(whole));
    },
    close(code, reason = closeReason(code)) {
      closedHere = true;
      webSocket.close(code, reason);
    },
    reset() {
      closedHere = true;
      socket.resetAndDestroy();
    },
    terminate() {
      closedHere = true;
      webSocket.terminate();
    },
  };
}

interface Payload {
  readonly op: number;
  readonly d: unknown;
  readonly t: string | null;
}

function mangledBy<T extends Payload>(events: ConnectionEvents, payload: T): T {
  return payload.t === null ? payload : { ...payload, d: events.mangled(payload.t, payload.d) };
}
