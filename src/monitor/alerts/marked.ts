import type { DecisionMark } from '../ports/decisionStore.ts';
import type { AlertKind } from '../types.ts';

type Mark = Omit<DecisionMark, 'guildId' | 'kind'>;

/** What was noted last of each kind, for one guild or for many: most of thousands have the same, and share it. */
export interface Marked {
  readonly kinds: ReadonlyMap<AlertKind, Mark>;
  /** The same with one more mark, by that mark. */
  readonly next: Map<string, WeakRef<Marked>>;
}

/** Where guilds differ more than this, each has its own. */
const MOST_SHARED = 16;

export const NOTHING_MARKED: Marked = { kinds: new Map(), next: new Map() };

/** Guilds that came to the same by the same steps are given the same object. */
export function marked(before: Marked, kind: AlertKind, mark: Mark): Marked {
  const key = [kind, mark.at, mark.state, mark.reason, mark.muteId].join(' ');
  const known = before.next.get(key)?.deref();
  if (known !== undefined) return known;
  const after: Marked = { kinds: new Map([...before.kinds, [kind, mark]]), next: new Map() };
  if (before.next.size >= MOST_SHARED) forgetUnused(before.next);
  if (before.next.size < MOST_SHARED) before.next.set(key, new WeakRef(after));
  return after;
}

function forgetUnused(next: Marked['next']): void {
  for (const [key, ref] of next) if (ref.deref() === undefined) next.delete(key);
}
