import { HttpSettings } from '../config/httpSettings.ts';
import { hostAndPort, ownAddress } from '../http/ownAddress.ts';
import { ReadyAnswer, troublesIn } from '../http/readyAnswer.ts';
import type { Millis } from '../monitor/time.ts';
import { readUpTo } from '../network/readUpTo.ts';
import { request } from '../network/request.ts';

interface Health {
  readonly isReady: boolean;
  /** One line for the person who asked. */
  readonly words: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const WITHIN_MS: Millis = 5_000;
const LONGEST_ANSWER_BYTES = 1_048_576;

/** Asks the monitor that runs with these settings on this machine whether it can do its job. */
export async function askReady({ HTTP_HOST, HTTP_PORT }: Environment, withinMs = WITHIN_MS): Promise<Health> {
  const settings = HttpSettings.safeParse({
    HTTP_HOST: HTTP_HOST?.trim() || undefined,
    HTTP_PORT: HTTP_PORT?.trim() || undefined,
  });
  if (!settings.success) return notReady('HTTP_PORT is not a port');
  const { HTTP_HOST: host, HTTP_PORT: port } = settings.data;
  if (port === 0) return notReady('HTTP_PORT is 0, so the port of the monitor is not known');
  try {
    const signal = AbortSignal.timeout(withinMs);
    const { body } = await request(`${ownAddress(host, port)}/readyz`, { signal });
    const { bytes } = await readUpTo(body, LONGEST_ANSWER_BYTES);
    const { status, checks } = ReadyAnswer.parse(JSON.parse(bytes.toString('utf8')));
    return status === 'ready' ? { isReady: true, words: 'ready' } : notReady(troublesIn(checks).join('; '));
  } catch (err) {
    return notReady(`no monitor answers on ${hostAndPort(host, port)}: ${reasonOf(err)}`);
  }
}

function notReady(why: string): Health {
  return { isReady: false, words: `not ready: ${why}` };
}

function reasonOf(err: unknown): string {
  if (err instanceof DOMException && err.name === 'TimeoutError') return 'too late';
  return err instanceof Error && 'code' in err ? String(err.code) : 'another program does';
}
