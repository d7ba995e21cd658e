import type { Thresholds } from '../types.ts';
import { evaluateGuild, type KindOutcome } from './evaluateGuild.ts';
import type { PagedReceiver } from './paged.ts';
import type { GuildView, SubjectView } from './scene.ts';

/** A step of what tells views apart, and what was decided where they end. */
interface Branch {
  readonly next: Map<Thresholds | string, Branch>;
  outcomes: readonly KindOutcome[] | null;
}

/**
 * Decides for guilds at one moment. Most of thousands see the same by the same thresholds, nothing is known of them, and nothing fires: what was decided
 * of one of these holds for all of them.
 */
export function createDecider() {
  const root = newBranch();

  return (view: GuildView, receivers: readonly PagedReceiver[] = []): readonly KindOutcome[] => {
    if (!isBlank(view)) return evaluateGuild(view, receivers);
    const branch = branchOf(view);
    if (branch.outcomes !== null) return branch.outcomes;
    const outcomes = evaluateGuild(view, receivers);
    if (outcomes.every(isUnremarkable)) branch.outcomes = outcomes;
    return outcomes;
  };

  function branchOf({ account, pipelines }: GuildView): Branch {
    let branch = follow(root, account.thresholds);
    for (const { name, thresholds } of pipelines) branch = follow(follow(branch, name), thresholds);
    return branch;
  }
}

function follow(branch: Branch, by: Thresholds | string): Branch {
  const known = branch.next.get(by);
  if (known !== undefined) return known;
  const begun = newBranch();
  branch.next.set(by, begun);
  return begun;
}

function newBranch(): Branch {
  return { next: new Map(), outcomes: null };
}

/** Nothing is muted or remembered, and there is no top-up. (Whether a top-up is announced depends on the earlier messages of a guild.) */
function isBlank({ mutes, account, pipelines }: GuildView): boolean {
  if (mutes.length > 0 || account.readings.topUp !== null) return false;
  return isUnknown(account) && pipelines.every(isUnknown);
}

function isUnknown({ alertStates }: Pick<SubjectView, 'alertStates'>): boolean {
  return alertStates === undefined || alertStates.size === 0;
}

/** What does not fire, and never did, depends on nothing else of a guild: where it is notified, its quiet hours, or its steps. */
function isUnremarkable({ verdict, before, after, messages, pages }: KindOutcome): boolean {
  return verdict.state !== 'firing' && after === before && messages.length + pages.length === 0;
}
