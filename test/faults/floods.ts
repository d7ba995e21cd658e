import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import type { Stage } from '../fixtures/faultyProgram.ts';

const CONNECTIONS = 32;
const REQUEST =
  'POST /v1/results HTTP/1.1\r\nHost: m\r\nAuthorization: Bearer nobodys-token\r\nContent-Length: 20\r\n\r\n{"outcome":"solved"}';
const AT_A_TIME = 200;

function dial(stage: Stage, { baseUrl }: AppProcess): Socket {
  const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
  socket.on('error', () => undefined);
  stage.onClose(() => socket.destroy());
  return socket;
}

/** Requests without the token from several connections, each again as soon as it was answered, until the stage closes. */
export function floodWithoutToken(stage: Stage, app: AppProcess): void {
  let isOver = false;
  stage.onClose(() => {
    isOver = true;
  });
  const again = (): void => {
    if (isOver) return;
    const socket = dial(stage, app);
    socket.on('connect', () => socket.write(REQUEST));
    socket.on('data', () => socket.write(REQUEST));
    socket.on('close', () => void sleep(10).then(again));
  };
  for (let i = 0; i < CONNECTIONS; i += 1) again();
}

/** Connections that say nothing, or that never end their first request. */
export async function openIdle(stage: Stage, app: AppProcess, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const socket = dial(stage, app);
    if (i % 2 === 0) socket.on('connect', () => socket.write(REQUEST.slice(0, 60)));
    if (i % AT_A_TIME === 0) await sleep(20);
  }
}
