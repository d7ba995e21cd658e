import { type OnProblem, warn } from './problems.ts';
import type { ReporterOptions } from './reporterOptions.ts';

export interface Settings {
  /** Null: it is no address. */
  readonly url: URL | null;
  /** Empty: there is none that could be sent. */
  readonly token: string;
  /** Null: this is the only one that reports the queue. */
  readonly queueSource: string | null;
  readonly flushAtExit: boolean;
  readonly exitFlushMs: number;
  readonly mostWaiting: number;
  readonly onProblem: OnProblem;
}

const DEFAULT_URL = 'http://127.0.0.1:8787';
const EXIT_FLUSH_MS = 2_000;
const MOST_WAITING = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong is found out when something is sent: a reporter never stops the program that makes it. */
export function readOptions(options: ReporterOptions, env: Env): Settings {
  const { url, token, queueSource, flushAtExit = true, exitFlushMs, mostWaiting, onProblem = warn } = options;
  return {
    url: addressOf(url || env['CAPTCHAAI_MONITOR_URL'] || DEFAULT_URL),
    token: usableToken(String(token || env['CAPTCHAAI_MONITOR_TOKEN'] || '').trim()),
    queueSource: queueSource || env['CAPTCHAAI_MONITOR_SOURCE'] || null,
    flushAtExit,
    exitFlushMs: within(exitFlushMs, 0, 60_000, EXIT_FLUSH_MS),
    mostWaiting: within(mostWaiting, 1, MOST_WAITING, MOST_WAITING),
    onProblem,
  };
}

/** A header holds nothing but visible ASCII characters. */
function usableToken(text: string): string {
  return /^[\x21-\x7e]+$/.test(text) ? text : '';
}

function addressOf(text: string): URL | null {
  try {
    const url = new URL(String(text).trim());
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

function within(value: number | undefined, least: number, most: number, otherwise: number): number {
  return value !== undefined && Number.isFinite(value) ? Math.trunc(Math.min(Math.max(value, least), most)) : otherwise;
}
