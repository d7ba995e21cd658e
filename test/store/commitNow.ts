import type { AlertMemory } from '../../src/monitor/alerts/incident.ts';
import type { DecisionChange } from '../../src/monitor/ports/alertStateStore.ts';
import type { OpenStore } from '../../src/store/open.ts';

/** Commits as somebody does who has read a moment ago: over the versions and times that are kept now. */
export async function commitNow(store: OpenStore, changes: readonly DecisionChange[], now: number): Promise<void> {
  const [change] = changes;
  if (change === undefined) return;
  const kept = await store.memories.ofPipeline(change.key.pipeline, Number.MAX_SAFE_INTEGER);
  const read = changes.map((one) => overKept(one, kept.get(one.key.guildId)?.get(one.key.kind)));
  const stale = await store.memories.commit(read, now);
  if (stale.size > 0) throw new Error(`changed meanwhile: ${[...stale].join(', ')}`);
}

/** What a decision did not change stays as it is kept. */
function overKept(change: DecisionChange, kept: AlertMemory | undefined): DecisionChange {
  const { before, after } = change;
  const { version = 0, lastSent = { warning: null, error: null } } = kept ?? {};
  const sent = (severity: 'warning' | 'error') =>
    after.lastSent[severity] === before.lastSent[severity] ? lastSent[severity] : after.lastSent[severity];
  return {
    ...change,
    before: { ...before, version, lastSent },
    after: { ...after, lastSent: { warning: sent('warning'), error: sent('error') } },
  };
}
