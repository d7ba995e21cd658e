import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account, Threads } from './account.ts';
import { answer, refusal } from './answer.ts';
import { createKeyGuard } from './keyGuard.ts';
import { type AnswerForm, DEFAULT_FORM, type Mood } from './mood.ts';
import { htmlPage, send, sendByMood } from './sendByMood.ts';

/** One request to `/res.php`. The key itself is never kept. */
interface Call {
  readonly at: number;
  readonly action: string;
  readonly json: boolean;
  readonly keyOk: boolean;
  /** `ok`, the error code, or the name of the mood that spoiled the answer. */
  readonly outcome: string;
}

export interface LocalCaptchaAi {
  /** The base address, without `/res.php`. */
  readonly url: string;
  readonly key: string;
  readonly calls: readonly Call[];
  balanceUsd(): number;
  setBalance(usd: number): void;
  setThreads(threads: Threads): void;
  setMood(mood: Mood): void;
  setForm(form: Partial<AnswerForm>): void;
  /** Resolves as the next call arrives, answered or not. */
  nextCall(): Promise<Call>;
  stop(): Promise<void>;
}

export interface LocalCaptchaAiOptions {
  readonly now?: () => number;
  readonly port?: number;
  readonly key?: string;
  readonly balanceUsd?: number;
  /** How many threads the account's plan has. */
  readonly threads?: number;
}

/** A CaptchaAI account on 127.0.0.1, to watch and to spoil. */
export async function startLocalCaptchaAi(options: LocalCaptchaAiOptions = {}): Promise<LocalCaptchaAi> {
  const { now = Date.now, port = 0, key = randomBytes(16).toString('hex'), balanceUsd = 142.3, threads = 15 } = options;
  const account: Account = { balanceUsd, threads: { total: threads, working: 0 } };
  const judgeKey = createKeyGuard(key, now);
  const calls: Call[] = [];
  const waiting: ((call: Call) => void)[] = [];
  let mood: Mood = 'healthy';
  let form = DEFAULT_FORM;

  function take(query: URLSearchParams, response: ServerResponse): void {
    const question = { action: query.get('action') ?? '', json: query.get('json') === '1' };
    const code = forcedCode(mood) ?? judgeKey(query.get('key') ?? '');
    const reply = code === 'ok' ? answer(question, account, form) : refusal(code, question, form);
    const outcome = sendByMood(mood, reply, response);

    const call = { at: now(), ...question, keyOk: query.get('key') === key, outcome };
    calls.push(call);
    for (const resolve of waiting.splice(0)) resolve(call);
  }

  const server = createServer((request, response) => {
    const query = resPhpQuery(request);
    if (query === null) send(response, 404, htmlPage('404 Not Found'));
    else take(query, response);
  });
  const url = await listen(server, port);

  return {
    url,
    key,
    calls,
    balanceUsd: () => account.balanceUsd,
    setBalance: (usd) => {
      account.balanceUsd = usd;
    },
    setThreads: (changed) => {
      account.threads = changed;
    },
    setMood: (changed) => {
      mood = changed;
    },
    setForm: (changed) => {
      form = { ...form, ...changed };
    },
    nextCall: () => new Promise((resolve) => waiting.push(resolve)),
    stop: () => close(server),
  };
}

function forcedCode(mood: Mood): string | null {
  return typeof mood === 'object' && 'code' in mood ? mood.code : null;
}

function resPhpQuery({ method, url }: IncomingMessage): URLSearchParams | null {
  const asked = URL.parse(url ?? '', 'http://localhost');
  return method === 'GET' && asked?.pathname === '/res.php' ? asked.searchParams : null;
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Also ends the calls that were left unanswered, or the server would wait for their callers to give up. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
