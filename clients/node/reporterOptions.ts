import type { OnProblem } from './problems.ts';

export interface ReporterOptions {
  /** Where the monitor is; else CAPTCHAAI_MONITOR_URL, else http://127.0.0.1:8787. */
  readonly url?: string | undefined;
  /** The monitor's INGEST_TOKEN; else CAPTCHAAI_MONITOR_TOKEN. */
  readonly token?: string | undefined;
  /**
   * Where several processes report a queue each: the name of this one, such as `worker-1`. The monitor adds up what they report; without names the newest
   * report replaces the others. Else CAPTCHAAI_MONITOR_SOURCE.
   */
  readonly queueSource?: string | undefined;
  /** Whether what waits is sent when the program ends by itself, by SIGTERM or by SIGINT. True, if left out. */
  readonly flushAtExit?: boolean | undefined;
  /** How long the end of the program may take for that. 2,000, if left out. */
  readonly exitFlushMs?: number | undefined;
  /** How many results wait at most; more drop the oldest. 10,000, if left out, and at most. */
  readonly mostWaiting?: number | undefined;
  /** Called once with each problem. A warning of Node's, if left out. */
  readonly onProblem?: OnProblem | undefined;
}
