import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';
import { readUpTo } from '../network/readUpTo.ts';
import { request } from '../network/request.ts';
import type { Credentials } from './queueOptions.ts';
import { Unreadable } from './unreadable.ts';

const LONGEST_ANSWER_BYTES = 1_048_576;

const REFUSALS: Readonly<Record<number, UnreadableWhy>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'notFound' };

/** Gets JSON from one address and from no other. @throws Unreadable with nothing of the answer in it. */
export async function getJson(address: string | URL, credentials: Credentials, signal: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json', ...authorization(credentials) };
  // What is sent belongs to this address alone, so nothing is followed.
  const { status, body, cancel } = await request(String(address), { headers, signal });
  const refusal = refusalOf(status);
  if (refusal !== null) {
    cancel();
    throw new Unreadable(refusal);
  }
  const { bytes, isWhole } = await readUpTo(body, LONGEST_ANSWER_BYTES);
  if (!isWhole) throw new Unreadable('unexpectedAnswer');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Unreadable('unexpectedAnswer');
  }
}

function refusalOf(status: number): UnreadableWhy | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirect';
  return REFUSALS[status] ?? (status >= 500 ? 'serverError' : 'unexpectedAnswer');
}

function authorization(credentials: Credentials): Readonly<Record<string, string>> {
  if (credentials === null) return {};
  const value =
    'token' in credentials
      ? `Bearer ${credentials.token}`
      : `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  return { authorization: value };
}
