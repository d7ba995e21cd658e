import type { Kysely } from 'kysely';
import type { CostStore } from '../monitor/ports/costStore.ts';
import { createCosts } from './costs.ts';
import { createResultReads, type ResultReads } from './resultReads.ts';
import type { Schema } from './schema.ts';
import { createSketches } from './sketches.ts';

/** All that is read of a span, which may be long: what it costs grows with its length. */
export interface SpanReads extends ResultReads {
  readonly costSteps: CostStore['steps'];
  readonly costByType: CostStore['byType'];
}

export function createSpanReads(db: Kysely<Schema>): SpanReads {
  const { steps, byType } = createCosts(db);
  return { ...createResultReads(db, createSketches(db)), costSteps: steps, costByType: byType };
}
