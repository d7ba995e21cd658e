import type { Account } from '../accounts/account.ts';
import { kindOf } from '../kinds/index.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import type { Change } from '../settings/audit.ts';

/** Those of the pipelines that a guild sees by which it knows what an incident is about; none where it does not see it. */
export function seenOf(
  { kind, pipeline }: Pick<PastIncident, 'kind' | 'pipeline'>,
  seen: readonly string[],
  accounts: readonly Account[],
): readonly string[] {
  const isOfAccount = kindOf(kind).scope === 'account';
  const account = accounts.find(({ name }) => isOfAccount && name === pipeline);
  return (account?.pipelines ?? [pipeline]).filter((name) => seen.includes(name));
}

/** Whether a guild sees what a change is about: a mute may be about one pipeline, which its subject names after the scope. */
export function changeIsSeen(
  { action, subject }: Pick<Change, 'action' | 'subject'>,
  seen: readonly string[],
): boolean {
  const [, pipeline = null] = action === 'mute' || action === 'unmute' ? subject.split(' ') : [];
  return pipeline === null || seen.includes(pipeline);
}
