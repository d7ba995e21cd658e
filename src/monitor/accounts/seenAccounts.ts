import type { GuildDefaults } from '../settings/guildDefaults.ts';
import type { Account } from './account.ts';

/** The names of the pipelines that a guild sees. */
export function seenPipelines(
  guildId: string,
  { pipelinesOf }: Pick<GuildDefaults, 'pipelinesOf'>,
  accounts: readonly Account[],
): readonly string[] {
  return pipelinesOf?.(guildId).map(({ name }) => name) ?? accounts.flatMap(({ pipelines }) => pipelines);
}

/** The accounts that these pipelines spend from, each with no other pipeline. */
export function seenAccounts(accounts: readonly Account[], seen: readonly string[]): readonly Account[] {
  return accounts
    .map((account) => ({ ...account, pipelines: account.pipelines.filter((name) => seen.includes(name)) }))
    .filter(({ pipelines }) => pipelines.length > 0);
}
