import { ROLES, type Role } from '../roles.ts';

/** What is done, by which of the processes on one database. */
export interface RolesView {
  /** Of this process; null where somebody looks from outside. */
  readonly own: { readonly holder: string; readonly roles: readonly Role[] } | null;
  /** Those that run, with this one. */
  readonly processes: readonly { readonly holder: string; readonly roles: readonly Role[] }[];
  /** Work that one process does for all, and which one. */
  readonly leases: readonly { readonly name: string; readonly holder: string }[];
  /** The state of the connections to Discord; null without a bot, and with a file, which only this process uses. */
  readonly connections: Connections | null;
}

export interface Connections {
  /** 0: nobody has decided yet. */
  readonly shards: number;
  readonly connected: number;
  /** Why a process is not connected; null: each is that has a shard. */
  readonly trouble: string | null;
}

/** What is missing where no process has a role. */
const MISSING: Readonly<Record<Role, string>> = {
  ingest: 'no process has the role ingest: no results are accepted',
  gateway: 'no process has the role gateway: no commands are answered',
  worker: 'no process has the role worker: nothing is evaluated and no alerts are sent',
};

/** How many processes have each role. */
export function aliveIn({ processes }: RolesView): Readonly<Record<Role, number>> {
  const count = (role: Role) => processes.filter(({ roles }) => roles.includes(role)).length;
  return { ingest: count('ingest'), gateway: count('gateway'), worker: count('worker') };
}

/** A sentence for each role that no process has, or whose processes cannot do their part. */
export function missingIn(view: RolesView): readonly string[] {
  const alive = aliveIn(view);
  const missing = ROLES.filter((role) => alive[role] === 0).map((role) => MISSING[role]);
  const unconnected = alive.gateway === 0 || view.connections === null ? null : unconnectedIn(view.connections);
  return unconnected === null ? missing : [...missing, unconnected];
}

function unconnectedIn({ shards, connected, trouble }: Connections): string | null {
  if (trouble !== null) return `a process with the role gateway is not connected: ${trouble}`;
  if (connected >= Math.max(1, shards)) return null;
  return shards <= 1
    ? 'the bot is not connected to Discord: no commands are answered'
    : `${shards - connected} of ${shards} shards are not connected to Discord: their servers get no answers to commands`;
}

/** Such as `2 alive; box-12 holds evaluation of shop, tidying`. Shards are the business of gateways, all other leases that of workers. */
export function roleLines(view: RolesView): Readonly<Record<Role, string>> {
  const alive = aliveIn(view);
  const line = (role: Role, leases: RolesView['leases']) => {
    const held = [...Map.groupBy(leases, ({ holder }) => holder)].map(
      ([holder, own]) => `${holder} holds ${own.map(({ name }) => workOf(name)).join(', ')}`,
    );
    return [alive[role] === 0 ? 'none alive' : `${alive[role]} alive`, ...held.sort()].join('; ');
  };
  const [shards, work] = [view.leases.filter(isShard), view.leases.filter((lease) => !isShard(lease))];
  return { ingest: line('ingest', []), gateway: line('gateway', shards), worker: line('worker', work) };
}

function isShard({ name }: RolesView['leases'][number]): boolean {
  return kindOfWork(name) === 'shard';
}

const WORK = [
  ['evaluate ', 'evaluation of '],
  ['poll ', 'polling of '],
  ['read queue ', 'the queue of '],
  ['tidy', 'tidying'],
  ['shard ', 'shard '],
] as const;

function workOf(lease: string): string {
  const [start = '', words = ''] = WORK.find(([begin]) => lease.startsWith(begin)) ?? [];
  return words + lease.slice(start.length);
}

/** What a lease is for, without whose: a closed set. */
export function kindOfWork(lease: string): string {
  const [start] = WORK.find(([begin]) => lease.startsWith(begin)) ?? [];
  return start?.trim() ?? lease;
}
