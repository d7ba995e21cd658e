import { type Selectable, sql, type Transaction } from 'kysely';
import type { AlertStateKey, DecisionChange } from '../monitor/ports/alertStateStore.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

type Open = Pick<Selectable<Schema['incidents']>, 'guild_id' | 'pipeline' | 'kind' | 'version'>;
type Cooldown = Selectable<Schema['cooldowns']>;

const SEVERITIES: readonly AlertSeverity[] = ['warning', 'critical'];

/**
 * The guilds whose decision was made by what is no longer true: an incident has another version, or its messages were sent at other
 * times. The caller has locked the guilds.
 */
export async function staleGuilds(
  trx: Transaction<Schema>,
  changes: readonly DecisionChange[],
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const guildIds = [...new Set(changes.map(({ key }) => key.guildId))];
  const ids = sql.join(guildIds);
  const { rows: open } = await sql<Open>`select guild_id, pipeline, kind, version from incidents
    where guild_id in (${ids}) and ended_at is null`.execute(trx);
  const { rows: cooldowns } = await sql<Cooldown>`select * from cooldowns where guild_id in (${ids})`.execute(trx);
  const versions = new Map(open.map((row) => [nameOf(row), row.version]));
  const sent = new Map(cooldowns.map((row) => [`${nameOf(row)} ${row.severity}`, row.last_sent_at]));

  const isStale = ({ key, before, after }: DecisionChange): boolean => {
    const name = nameOf({ ...key, guild_id: key.guildId });
    if ((versions.get(name) ?? 0) !== before.version) return true;
    return SEVERITIES.some(
      (severity) =>
        after.lastSent[severity] !== before.lastSent[severity] &&
        (sent.get(`${name} ${severity}`) ?? null) !== before.lastSent[severity],
    );
  };
  return new Set(changes.filter(isStale).map(({ key }) => key.guildId));
}

function nameOf({
  guild_id,
  pipeline,
  kind,
}: Omit<AlertStateKey, 'guildId' | 'kind'> & { guild_id: string; kind: string }) {
  return `${guild_id} ${pipeline} ${kind}`;
}
