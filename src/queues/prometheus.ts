import { z } from 'zod';
import { getJson } from './getJson.ts';
import { measured } from './measured.ts';
import type { Credentials, Measures } from './queueOptions.ts';
import type { ReadQueue } from './reader.ts';
import { Unreadable } from './unreadable.ts';

export interface PrometheusOptions {
  readonly url: string;
  readonly measures: Measures;
  readonly credentials: Credentials;
}

const Sample = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: Sample })) }),
    z.object({ resultType: z.literal('scalar'), result: Sample }),
  ]),
});

/** What queries of Prometheus answer now. No series is no 0; several are a question that `sum(…)` must answer. */
export function createPrometheusReader({ url, measures, credentials }: PrometheusOptions): ReadQueue {
  return (signal) =>
    measured(measures, async (query) => {
      const parameters = new URLSearchParams({ query });
      return sampleIn(await getJson(`${url}/api/v1/query?${parameters}`, credentials, signal));
    });
}

function sampleIn(answer: unknown): string | null {
  const read = Answer.safeParse(answer);
  if (!read.success) throw new Unreadable('unexpectedAnswer');
  const { data } = read.data;
  if (data.resultType === 'scalar') return data.result[1];
  if (data.result.length > 1) throw new Unreadable('unexpectedAnswer');
  return data.result[0]?.value[1] ?? null;
}
