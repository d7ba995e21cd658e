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

/** Whether a guild sees what a change is about: a subject that is about one pipeline ends with its name, as `ofPipeline` writes it. */
export function changeIsSeen({ subject }: Pick<Change, 'subject'>, seen: readonly string[]): boolean {
  const [, pipeline = null] = subject.split(' ');
  return pipeline === null || seen.includes(pipeline);
}
