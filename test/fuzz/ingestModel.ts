import type { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { visibleText } from '../../src/monitor/text/visibleText.ts';

const BUCKET_MS = 5_000;

/** A request as it was sent, with the clock of the server then. */
export interface Sent {
  readonly body: Buffer;
  readonly ndjson: boolean;
  readonly key: string | null;
  readonly now: number;
}

interface Body {
  readonly outcome: 'solved' | 'failed';
  readonly errorCode?: string | null;
  readonly latencyMs?: number | null;
  readonly costUsd?: number | null;
  readonly at?: number | string | null;
}

/** What a database must hold after the answers that were given, worked out from the bytes alone. */
export function createModel() {
  const keys = new Map<string, string>();
  const codes = new Map<string, number>();
  const buckets = new Map<number, number>();
  const totals = { solved: 0, failed: 0, cost: 0, latency: 0 };

  function count(body: Body, now: number): number {
    totals[body.outcome] += 1;
    totals.cost += Math.round((body.costUsd ?? 0) * 1e6);
    if (body.outcome === 'solved') totals.latency += Math.round(body.latencyMs ?? 0);
    const code = visibleText(body.errorCode ?? '');
    if (code !== '') codes.set(code, (codes.get(code) ?? 0) + 1);
    const at = Math.min(now, body.at == null ? now : new Date(body.at).getTime());
    const start = Math.floor(at / BUCKET_MS) * BUCKET_MS;
    buckets.set(start, (buckets.get(start) ?? 0) + 1);
    return start;
  }

  return {
    /** Counts what a 202 or a 422 promised; answers where it must be found. */
    answered({ body, ndjson, key, now }: Sent, status: number) {
      if (status !== 202 && status !== 422) return { starts: [], codes: [], accepted: 0 };
      const bodies = bodiesIn(body, ndjson);
      const text = JSON.stringify(bodies);
      const known = key === null ? undefined : keys.get(key);
      expect(status, `key ${key}`).toBe(known === undefined || known === text ? 202 : 422);
      if (known !== undefined) return { starts: [], codes: [], accepted: bodies.length };
      if (key !== null) keys.set(key, text);
      const starts = bodies.map((each) => count(each, now));
      return {
        starts,
        codes: bodies.flatMap(({ errorCode }) => visibleText(errorCode ?? '') || []),
        accepted: bodies.length,
      };
    },
    /** The sums are right, and so are the rows that were touched. */
    expectIn(db: DatabaseSync, starts: readonly number[], touched: readonly string[]) {
      const one = (query: string, ...values: (string | number)[]) => ({ ...db.prepare(query).get(...values) });
      expect(
        one(`select coalesce(sum(solved), 0) as solved, coalesce(sum(failed), 0) as failed,
          coalesce(sum(cost_micros), 0) as cost, coalesce(sum(latency_sum_ms), 0) as latency from solve_buckets`),
      ).toEqual(totals);
      for (const start of new Set(starts)) {
        const row = one('select sum(solved + failed) as n from solve_buckets where start = ?', start);
        expect(row).toEqual({ n: buckets.get(start) });
      }
      for (const code of new Set(touched)) {
        expect(one('select sum(n) as n from solve_errors where code = ?', code)).toEqual({ n: codes.get(code) });
      }
    },
  };
}

/** Whoever reads the bytes as the documentation says must come to the same results. */
function bodiesIn(bytes: Buffer, ndjson: boolean): Body[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const value = ndjson
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line))
    : JSON.parse(text);
  return Array.isArray(value) ? value : [value];
}
