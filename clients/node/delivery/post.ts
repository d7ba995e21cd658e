import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { numberAt, textAt } from '../records/foreign.ts';
import type { Answer } from './verdict.ts';

/** A whole request. */
const REQUEST_MS = 10_000;
/** Until there is a connection: one that is being opened keeps a program alive. */
const CONNECT_MS = 3_000;
const MOST_BODY_BYTES = 65_536;

export interface Post {
  /** Never rejects; null where no answer came. */
  send(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer | null>;
  close(): void;
}

/** Posts to the monitor over one connection that is kept open and never keeps the program alive. */
export function createPost(base: URL, token: string, requestMs = REQUEST_MS): Post {
  const isTls = base.protocol === 'https:';
  const agent = new (isTls ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  const prefix = base.pathname.replace(/\/+$/, '');
  const fixed = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  function begin(path: string, body: string, headers: Readonly<Record<string, string>>): ClientRequest {
    const length = { 'content-length': Buffer.byteLength(body) };
    const options = { method: 'POST', agent, headers: { ...fixed, ...headers, ...length } };
    return (isTls ? requestHttps : requestHttp)(new URL(`${prefix}${path}`, base.origin), options);
  }

  return {
    send: (path, body, headers = {}) =>
      new Promise<Answer | null>((resolve) => follow(begin(path, body, headers), body, requestMs, resolve)).catch(
        () => null,
      ),
    close: () => agent.destroy(),
  };
}

type Resolve = (answer: Answer | null) => void;

function follow(request: ClientRequest, body: string, requestMs: number, resolve: Resolve): void {
  const deadline = setTimeout(() => request.destroy(), requestMs).unref();
  const done = (answer: Answer | null) => {
    clearTimeout(deadline);
    resolve(answer);
  };
  const noAnswer = () => done(null);
  request.on('socket', doNotWaitFor);
  request.on('response', (response) => {
    // From here on there is an answer, even if the rest of it is lost.
    request
      .off('close', noAnswer)
      .off('error', noAnswer)
      .on('error', () => undefined);
    read(response, done);
  });
  request.on('error', noAnswer);
  request.on('close', noAnswer);
  request.end(body);
}

function doNotWaitFor(socket: Socket): void {
  socket.unref();
  if (!socket.connecting) return;
  const deadline = setTimeout(() => socket.destroy(), CONNECT_MS).unref();
  socket.once('connect', () => clearTimeout(deadline));
  socket.once('close', () => clearTimeout(deadline));
}

function read(response: IncomingMessage, done: (answer: Answer) => void): void {
  let body = '';
  response.setEncoding('utf8');
  response.on('data', (piece: string) => {
    if (body.length < MOST_BODY_BYTES) body += piece;
  });
  response.on('error', () => undefined);
  // Also comes where the body breaks off: the status is the answer.
  response.on('close', () => done(answerOf(response, body)));
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, body: string): Answer {
  const page = parse(body);
  const isRefusal = isOfMonitor(page, statusCode);
  const field = isRefusal ? textAt(page, 'field') : null;
  return { status: statusCode, isRefusal, field, retryAfterMs: retryAfterMs(headers['retry-after']) };
}

/** Frameworks that gateways are made with answer the same and an `error`, which the monitor's own answers never have. */
function isOfMonitor(page: unknown, status: number): boolean {
  return numberAt(page, 'statusCode') === status && textAt(page, 'message') !== null && textAt(page, 'error') === null;
}

/** Seconds, or a date (RFC 9110, 10.2.3); null where it is neither. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | null {
  if (header === undefined) return null;
  const ms = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : null;
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
