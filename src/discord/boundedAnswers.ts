import { STATUS_CODES } from 'node:http';
import type { RESTOptions } from '@discordjs/rest';
import type { Millis } from '../monitor/time.ts';
import { readUpTo } from '../network/readUpTo.ts';
import type { SendRequest } from '../network/request.ts';
import { encodeBody } from './encodeBody.ts';
import { UnreadableAnswerError } from './wholeAnswer.ts';

type MakeRequest = RESTOptions['makeRequest'];
type LibraryAnswer = Awaited<ReturnType<MakeRequest>>;

/** A hundred messages, or all channels of a large server, are less than half of it. */
const MOST_BYTES = 8 * 1_048_576;
/** What is not of interest is read so far, so that its connection can be used again. */
const DISCARDED_BYTES = 65_536;
/** Of head and body together: the library's own time ends at the head. */
const WITHIN_MS: Millis = 30_000;
/** What is made of a proxy's page: an object without a code. */
const NO_CODE = '{}';

/** The library would read a body whole, however large: what stands in between may send gigabytes. A larger one than any of Discord's is a page. */
export function boundedAnswers(send: SendRequest, withinMs: Millis = WITHIN_MS): MakeRequest {
  return async (url, { method, headers: own, body: unencoded, signal }) => {
    const { type, body: encoded } = await encodeBody(unencoded);
    const { status, headers, body } = await send(url, {
      method: method ?? 'GET',
      headers: { ...(own as Record<string, string>), ...(type === null ? {} : { 'content-type': type }) },
      body: encoded,
      signal: AbortSignal.any([...(signal == null ? [] : [signal as AbortSignal]), AbortSignal.timeout(withinMs)]),
    });
    if (isNotRead(status)) void readUpTo(body, DISCARDED_BYTES).catch(() => undefined);
    const read = async (): Promise<Buffer> => {
      const { bytes, isWhole } = await readUpTo(body, MOST_BYTES);
      if (isWhole) return bytes;
      if (status >= 400) return Buffer.from(NO_CODE);
      throw new UnreadableAnswerError(`an answer of more than ${MOST_BYTES} bytes`);
    };
    const text = async () => (await read()).toString('utf8');
    return {
      status,
      statusText: STATUS_CODES[status] ?? '',
      ok: status >= 200 && status < 300,
      // The library asks for single headers, by name.
      headers: headers as LibraryAnswer['headers'],
      body: null,
      bodyUsed: false,
      text,
      arrayBuffer: async () => Uint8Array.from(await read()).buffer,
      json: async () => JSON.parse(await text()),
    };
  };
}

/** Of these neither the library nor we look at more than the head. */
function isNotRead(status: number): boolean {
  return (status >= 300 && status < 400) || status === 429 || status >= 500;
}
