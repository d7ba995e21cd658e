import type { ExpressionBuilder } from 'kysely';
import type { Schema } from './schema.ts';

/** What people have seen, or probably have: it was sent three times, and no answer came. */
export function hasArrived(eb: ExpressionBuilder<Schema, 'deliveries'>) {
  return eb.or([eb('delivered_at', 'is not', null), eb('gave_up_why', '=', 'answerLost')]);
}
