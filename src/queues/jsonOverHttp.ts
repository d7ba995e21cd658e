import { getJson } from './getJson.ts';
import { valueAt } from './jsonPointer.ts';
import { measured } from './measured.ts';
import type { Credentials, Measures } from './queueOptions.ts';
import type { ReadQueue } from './reader.ts';

export interface JsonOptions {
  readonly url: string;
  /** JSON pointers. */
  readonly measures: Measures;
  readonly credentials: Credentials;
}

/** Numbers in any JSON that an address answers. What a pointer does not find is not known. */
export function createJsonReader({ url, measures, credentials }: JsonOptions): ReadQueue {
  return async (signal) => {
    const document = await getJson(url, credentials, signal);
    return measured(measures, (pointer) => valueAt(document, pointer));
  };
}
