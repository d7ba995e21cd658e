import { randomUUID } from 'node:crypto';
import { toSent, type Waiting } from '../records/solveRecord.ts';
import type { Refusal } from './verdict.ts';

/** Records that are sent in one request, under one key: sent again, they count once. */
export interface Batch {
  readonly records: readonly Waiting[];
  readonly key: string;
  readonly body: string;
  /** On a clock that only moves forward. */
  readonly madeAt: number;
}

const DAY_MS = 86_400_000;

/** A key belongs to one body, so that whatever else is sent is another batch. */
export function createBatch(records: readonly Waiting[], madeAt: number): Batch {
  return { records, madeAt, key: randomUUID(), body: JSON.stringify(records.map(toSent)) };
}

/** What of a refused batch is sent again. Each time it is less, so that this ends. */
export function remainder({ records, madeAt }: Batch, refusal: Refusal, now: number): readonly Batch[] {
  return restOf(records, refusal, now)
    .filter((some) => some.length > 0)
    .map((some) => createBatch(some, madeAt));
}

type Records = readonly Waiting[];

function restOf(records: Records, refusal: Refusal, now: number): readonly Records[] {
  if (refusal.kind === 'lost') return [];
  const bad = refusal.kind === 'badRecord' ? records[refusal.index] : undefined;
  if (refusal.kind === 'split' || bad === undefined) return halves(records);
  // The monitor's clock and ours disagree: what was stamped by ours then counts as of its arrival.
  const isClock = refusal.isTime && bad.isStamped && now - (bad.at ?? now) < DAY_MS;
  return [isClock ? records.map(unstamped) : records.filter((record) => record !== bad)];
}

/** None of a single one. */
function halves(records: Records): readonly Records[] {
  const middle = Math.ceil(records.length / 2);
  return records.length === 1 ? [] : [records.slice(0, middle), records.slice(middle)];
}

function unstamped(record: Waiting): Waiting {
  return record.isStamped ? { ...record, at: undefined, isStamped: false } : record;
}
