import type { HeartbeatConfig } from '../config/heartbeatSettings.ts';
import type { SendBeat } from '../heartbeat/sendBeat.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Readiness, ReadReadiness } from '../http/readiness.ts';
import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';
import { createLoop } from './loop.ts';

export interface HeartbeatOptions {
  readonly everyMs: HeartbeatConfig['everyMs'];
  readonly send: SendBeat;
  readonly readiness: ReadReadiness;
  /** What other processes should do and none does; null: nothing. */
  readonly missing: () => Promise<string | null>;
  readonly onBeat: Metrics['heartbeat'];
  readonly log: Logger;
}

/** While something is wrong it is looked at this often, so that the heartbeat is back soon after it. */
const LOOK_AGAIN_MS: Millis = 5_000;
/** After one that did not arrive; Healthchecks takes five a minute. */
const RETRY_MS: Millis = 15_000;

/**
 * A dead man's switch: says outside that the monitor is well, and nothing while it is not, so that people are notified there also when the
 * whole monitor is gone. One call at a time.
 */
export function createHeartbeat({ everyMs, send, readiness, missing, onBeat, log }: HeartbeatOptions) {
  const stopping = new AbortController();
  let withheld: string | null = null;
  let failed: string | null = null;

  /** What is wrong has log lines of its own. */
  function noteReadiness(troubles: string | null): void {
    if (troubles !== withheld)
      log.info({ why: troubles }, troubles === null ? 'heartbeat goes on' : 'heartbeat paused');
    withheld = troubles;
  }

  function noteAnswer(trouble: string | null): void {
    if (trouble !== failed && trouble !== null) log.warn({ why: trouble }, 'heartbeat not sent: look at HEARTBEAT_URL');
    if (trouble !== failed && trouble === null) log.info('heartbeat sent again');
    failed = trouble;
    onBeat(trouble === null ? 'sent' : 'failed');
  }

  /** Answers when to look again. */
  async function beat(): Promise<Millis> {
    const troubles = troublesIn(await readiness()) ?? (await missing());
    noteReadiness(troubles);
    if (troubles !== null) return LOOK_AGAIN_MS;
    const trouble = await send(stopping.signal);
    if (!stopping.signal.aborted) noteAnswer(trouble);
    return trouble === null ? everyMs : Math.min(everyMs, RETRY_MS);
  }

  const loop = createLoop({
    run: beat,
    retryMs: RETRY_MS,
    onError: (err) => log.error({ err }, 'heartbeat failed'),
  });
  return {
    beat,
    start: loop.start,
    /** Ends a call that is under way. */
    async stop(): Promise<void> {
      stopping.abort();
      await loop.stop();
    },
  };
}

/** Null: everything that alerts need works. */
function troublesIn({ isReady, checks }: Readiness): string | null {
  if (isReady) return null;
  const troubles = checks.filter(({ isNote, trouble }) => !isNote && trouble !== null);
  return troubles.map(({ name, trouble }) => `${name}: ${trouble}`).join('; ');
}
