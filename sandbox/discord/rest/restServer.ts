import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultEffect, FaultScript } from '../faults.ts';
import type { Record } from '../transcript.ts';
import type { RequestEntry } from '../transcriptEntry.ts';
import type { Answer } from './answer.ts';
import { plainAnswer, writeAnswer } from './answer.ts';
import type { ParsedBody } from './readBody.ts';
import { parseBody, readRaw } from './readBody.ts';
import type { Serve } from './serve.ts';

export interface RestServerParts {
  readonly record: Record;
  readonly script: FaultScript;
  readonly serve: Serve;
}

interface Exchange {
  readonly response: ServerResponse;
  readonly entry: RequestEntry;
  readonly record: Record;
}

/** One request from its first byte to its answer: recorded, struck by faults, served, recorded again. */
export function createRestServer({ record, script, serve }: RestServerParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readRaw(request);
    const parsed = await parseBody(raw, request.headers['content-type']).catch((err: unknown) => err as Error);
    const entry = record(requestEntry(request, parsed)) as RequestEntry;
    const exchange = { response, entry, record };

    const struck = script.strike(entry);
    for (const { name, effect } of struck) if (await strikeBefore(exchange, name, effect)) return;
    const answer = serve(request, entry, parsed);
    for (const { name, effect } of struck) if (await strikeAfter(exchange, name, effect, answer)) return;

    finish(exchange, answer, null);
    writeAnswer(response, answer);
  };
}

/** True when the exchange is over. */
async function strikeBefore(exchange: Exchange, name: string, effect: FaultEffect): Promise<boolean> {
  if (effect.kind === 'answer') {
    const answer = plainAnswer(effect.answer);
    finish(exchange, answer, name);
    writeAnswer(exchange.response, answer);
    return true;
  }
  if (effect.kind === 'delay' && !effect.stored) await effect.wait();
  if (effect.kind !== 'cut' || effect.stored) return false;
  cut(exchange, name, effect.how);
  return true;
}

async function strikeAfter(exchange: Exchange, name: string, effect: FaultEffect, answer: Answer): Promise<boolean> {
  switch (effect.kind) {
    case 'delay':
      if (effect.stored) await effect.wait();
      return false;
    case 'cut':
      cut(exchange, name, effect.how);
      return true;
    case 'stall':
      finish(exchange, answer, name);
      exchange.response.writeHead(answer.status, answer.headers).flushHeaders();
      return true;
    case 'swap': {
      const swapped = plainAnswer(effect.answer);
      finish(exchange, swapped, name);
      writeAnswer(exchange.response, swapped);
      return true;
    }
    case 'truncate':
      finish(exchange, answer, name);
      exchange.response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.text.length });
      exchange.response.write(answer.text.slice(0, answer.text.length / 2), () => exchange.response.destroy());
      return true;
    default:
      return false;
  }
}

function cut(exchange: Exchange, name: string, how: 'reset' | 'end'): void {
  finish(exchange, null, name);
  const socket = exchange.response.socket;
  if (how === 'reset') socket?.resetAndDestroy();
  else socket?.end();
}

function finish({ entry, record }: Exchange, answer: Answer | null, fault: string | null): void {
  record({
    kind: 'response',
    request: entry,
    status: answer?.status ?? null,
    headers: answer?.headers ?? {},
    body: answer?.body,
    fault,
  });
}

function requestEntry(request: IncomingMessage, parsed: ParsedBody | Error): Omit<RequestEntry, 'index' | 'at'> {
  const url = new URL(request.url ?? '/', 'http://discord');
  const { body, files } = parsed instanceof Error ? { body: undefined, files: [] } : parsed;
  return {
    kind: 'request',
    method: request.method ?? 'GET',
    path: decodePath(url.pathname).replace(/^\/api\/v10/, ''),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers as { [name: string]: string },
    body,
    files,
  };
}

// discord.js writes `@original` as `%40original`.
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
