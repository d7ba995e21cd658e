import { nearestName } from '../monitor/text/nearest.ts';

/** What other programs call the fields of a result or of a queue reading, in small letters and without what stands between words. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  status: 'outcome',
  result: 'outcome',
  success: 'outcome',
  state: 'outcome',
  error: 'errorCode',
  code: 'errorCode',
  errorid: 'errorCode',
  latency: 'latencyMs',
  duration: 'latencyMs',
  durationms: 'latencyMs',
  elapsed: 'latencyMs',
  elapsedms: 'latencyMs',
  cost: 'costUsd',
  price: 'costUsd',
  type: 'captchaType',
  captcha: 'captchaType',
  kind: 'captchaType',
  time: 'at',
  timestamp: 'at',
  finishedat: 'at',
  size: 'depth',
  length: 'depth',
  pending: 'depth',
  queuedepth: 'depth',
  queue: 'depth',
  workers: 'activeWorkers',
  active: 'activeWorkers',
};

const OUTCOMES = ['solved', 'failed'];

const OTHER_OUTCOMES: Readonly<Record<string, string>> = {
  true: 'solved',
  ok: 'solved',
  success: 'solved',
  ready: 'solved',
  '1': 'solved',
  false: 'failed',
  error: 'failed',
  failure: 'failed',
  fail: 'failed',
  '0': 'failed',
};

/** The field that was probably meant by a name that is none; null where nobody can tell. */
export function guessField(name: string, known: readonly string[]): string | null {
  const bare = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const same = known.find((field) => field.toLowerCase() === bare);
  const other = Object.hasOwn(OTHER_NAMES, bare) ? OTHER_NAMES[bare] : undefined;
  return same ?? known.find((field) => field === other) ?? nearestName(name, known);
}

/** The outcome that was probably meant. */
export function guessOutcome(value: unknown): string | null {
  const text = String(value).trim().toLowerCase();
  const other = Object.hasOwn(OTHER_OUTCOMES, text) ? OTHER_OUTCOMES[text] : undefined;
  return other ?? nearestName(text, OUTCOMES);
}
