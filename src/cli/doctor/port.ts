import { z } from 'zod';
import { isInUse, listenErrorWords } from '../../http/listenErrors.ts';
import { hostAndPort, ownAddress } from '../../http/ownAddress.ts';
import { ReadyAnswer, troublesIn } from '../../http/readyAnswer.ts';
import { tryToListen } from '../../http/tryToListen.ts';
import { readUpTo } from '../../network/readUpTo.ts';
import { request } from '../../network/request.ts';
import type { Deadline } from './deadline.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Port');

/** Another program may listen there, and never stop talking. */
const LONGEST_ANSWER_BYTES = 1_048_576;

const Alive = z.object({ status: z.literal('ok') });

/** Whether the monitor could listen there, or already does. */
export async function checkPort(host: string, port: number, deadline: Deadline): Promise<Finding> {
  const address = hostAndPort(host, port);
  try {
    await tryToListen(host, port);
    return say.ok(port === 0 ? 'any free port is used, because HTTP_PORT is 0.' : `${address} is free.`);
  } catch (err) {
    const running = isInUse(err) ? await askMonitor(host, port, deadline) : null;
    if (running !== null) return judgeRunning(address, running.checks, running.notes);
    return say.failure(
      `${address}: ${listenErrorWords(err) ?? 'it cannot be listened on. Set HTTP_HOST and HTTP_PORT to others.'}`,
    );
  }
}

/** `checks` and `notes`: what a running monitor says of itself. */
export function judgeRunning(
  address: string,
  checks: Readonly<Record<string, string>>,
  notes: Readonly<Record<string, string>> = {},
): Finding {
  const [troubles, noted] = [troublesIn(checks), troublesIn(notes)];
  if (troubles.length > 0) {
    return say.warning(`a monitor is running on ${address}, but is not ready (${troubles.join('; ')}): see its log.`);
  }
  return noted.length > 0
    ? say.warning(`a monitor is running on ${address}, and says: ${noted.join('; ')}`)
    : say.ok(`a monitor is running on ${address}.`);
}

/** What a monitor on that address says of itself; null where it is none. */
async function askMonitor(host: string, port: number, deadline: Deadline) {
  const base = ownAddress(host, port);
  const ask = <T>(path: string, form: z.ZodType<T>) =>
    deadline(async (signal) => {
      const { body } = await request(`${base}${path}`, { signal });
      const { bytes } = await readUpTo(body, LONGEST_ANSWER_BYTES);
      return form.parse(JSON.parse(bytes.toString('utf8')));
    });
  const isAlive = await ask('/healthz', Alive).then(
    () => true,
    () => false,
  );
  if (!isAlive) return null;
  return ask('/readyz', ReadyAnswer).catch(() => ({ checks: { readyz: 'no answer' }, notes: {} }));
}
