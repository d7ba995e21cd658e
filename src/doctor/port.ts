import { once } from 'node:events';
import { createServer, isIPv6 } from 'node:net';
import { z } from 'zod';
import { isInUse, listenErrorWords } from '../http/listenErrors.ts';
import { type Finding, findingsAbout } from './finding.ts';
import type { Patience } from './patience.ts';

const say = findingsAbout('Port');

const Alive = z.object({ status: z.literal('ok') });
const Readiness = z.object({ status: z.string(), checks: z.record(z.string(), z.string()) });

/** Whether the monitor could listen there, or already does. */
export async function checkPort(host: string, port: number, patience: Patience): Promise<Finding> {
  const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  try {
    await tryToListen(host, port);
    return say.ok(port === 0 ? 'any free one is taken, as HTTP_PORT is 0.' : `${address} is free.`);
  } catch (err) {
    const running = isInUse(err) ? await askMonitor(host, port, patience) : null;
    if (running !== null) return judgeRunning(address, running);
    return say.failure(
      `${address}: ${listenErrorWords(err) ?? 'it cannot be listened on. Set HTTP_HOST and HTTP_PORT to others.'}`,
    );
  }
}

/** `checks`: what a running monitor says of itself. */
export function judgeRunning(address: string, checks: Readonly<Record<string, string>>): Finding {
  const troubles = Object.entries(checks).flatMap(([name, state]) => (state === 'ok' ? [] : [`${name}: ${state}`]));
  return troubles.length === 0
    ? say.ok(`a monitor is running on ${address}.`)
    : say.warning(`a monitor is running on ${address}, but is not ready (${troubles.join('; ')}): see its log.`);
}

async function tryToListen(host: string, port: number): Promise<void> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

/** What a monitor on that address says of itself; null where it is none. */
async function askMonitor(host: string, port: number, patience: Patience) {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const base = `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
  const ask = <T>(path: string, form: z.ZodType<T>) =>
    patience(async (signal) => form.parse(await (await fetch(`${base}${path}`, { signal, redirect: 'error' })).json()));
  const isAlive = await ask('/healthz', Alive).then(
    () => true,
    () => false,
  );
  if (!isAlive) return null;
  return ask('/readyz', Readiness).then(
    ({ checks }) => checks,
    () => ({ readyz: 'no answer' }),
  );
}
