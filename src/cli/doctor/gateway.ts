import { minuteWords, troubleWords } from '../../discord/gatewayTrouble.ts';
import { plural } from '../../discord/words/en/plural.ts';
import { ENGLISH } from '../../discord/words/language.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Deadline } from './deadline.ts';
import type { DiscordGatewayBot } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Discord gateway');

/** Each start of the bot takes one login. Fewer left than this, and something is restarting it. */
const FEW_LOGINS = 50;

/** Opens the gateway's connection up to its first word, which takes no login, and looks how many logins are left. */
export async function checkGateway(
  ask: Promise<DiscordGatewayBot>,
  deadline: Deadline,
  now: Millis,
): Promise<readonly Finding[]> {
  try {
    const { url, session_start_limit: limit } = await ask;
    const reached = await deadline((signal) => isGateway(url, signal)).catch(() => false);
    return [judgeReach(url, reached), judgeLogins(limit, now)];
  } catch (err) {
    return [say.failure(discordTrouble(err))];
  }
}

export function judgeReach(url: string, reached: boolean): Finding {
  return reached
    ? say.ok('can be reached.')
    : say.failure(`cannot be reached: let this machine open WebSocket connections to ${url}.`);
}

export function judgeLogins(
  { total, remaining, reset_after: resetAfterMs }: DiscordGatewayBot['session_start_limit'],
  now: Millis,
): Finding {
  const until = `until ${minuteWords(now + resetAfterMs)}`;
  if (remaining <= 0) return say.failure(troubleWords({ type: 'noLoginsLeft', until: now + resetAfterMs }));
  if (remaining < FEW_LOGINS) {
    const left = ENGLISH.counted(remaining);
    const times = plural(left, { one: 'time', other: 'times' });
    return say.warning(
      `the bot may log in only ${left.text} more ${times} of ${ENGLISH.count(total)} ${until}: find out what restarts the bot, in its log.`,
    );
  }
  return say.ok(`${ENGLISH.count(remaining)} of ${ENGLISH.count(total)} logins are left ${until}.`);
}

/** The gateway speaks first: https://discord.com/developers/docs/events/gateway#hello-event */
async function isGateway(url: string, signal: AbortSignal): Promise<boolean> {
  const socket = new WebSocket(`${url.replace(/\/$/, '')}/?v=10&encoding=json`);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.addEventListener('message', ({ data }) => resolve(isHello(data)));
  for (const end of ['error', 'close'] as const) socket.addEventListener(end, () => resolve(false));
  signal.addEventListener('abort', () => resolve(false));
  const answer = await promise;
  socket.close();
  return answer;
}

function isHello(data: unknown): boolean {
  try {
    const payload: unknown = JSON.parse(String(data));
    return typeof payload === 'object' && payload !== null && 'op' in payload && payload.op === 10;
  } catch {
    return false;
  }
}
