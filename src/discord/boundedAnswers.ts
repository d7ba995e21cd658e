import type { RESTOptions } from '@discordjs/rest';
import { readUpTo } from '../network/readUpTo.ts';
import { UnreadableAnswerError } from './wholeAnswer.ts';

type MakeRequest = RESTOptions['makeRequest'];

/** A hundred messages, or all channels of a large server, are less than half of it. */
const MOST_BYTES = 8 * 1_048_576;
/** What is not of interest is read so far, so that its connection can be used again. */
const DISCARDED_BYTES = 65_536;
/** What is made of a proxy's page: an object without a code. */
const NO_CODE = '{}';

/** The library reads a body whole, however large: what stands in between may send gigabytes. A larger one than any of Discord's is a page. */
export function boundedAnswers(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    const answer = await makeRequest(url, init);
    const { status } = answer;
    // In the types of Node.js both kinds of streams can be iterated over.
    const body = answer.body as AsyncIterable<Uint8Array> | null;
    if (isNotRead(status)) {
      void readUpTo(body, DISCARDED_BYTES).catch(() => undefined);
      return answer;
    }
    const read = async (): Promise<Buffer> => {
      const { bytes, isWhole } = await readUpTo(body, MOST_BYTES);
      if (isWhole) return bytes;
      if (status >= 400) return Buffer.from(NO_CODE);
      throw new UnreadableAnswerError(`an answer of more than ${MOST_BYTES} bytes`);
    };
    const text = async () => (await read()).toString('utf8');
    const arrayBuffer = async () => Uint8Array.from(await read()).buffer;
    return { ...answer, text, arrayBuffer, json: async () => JSON.parse(await text()) };
  };
}

/** Of these neither the library nor we look at more than the head. */
function isNotRead(status: number): boolean {
  return (status >= 300 && status < 400) || status === 429 || status >= 500;
}
