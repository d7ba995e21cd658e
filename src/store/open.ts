import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { InvalidRequestStore } from '../monitor/ports/invalidRequestStore.ts';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import type { RateLimitStore } from '../monitor/ports/rateLimitStore.ts';
import type { ShardFence, Shards } from '../monitor/ports/shardStore.ts';
import type { ShareStore } from '../monitor/ports/shareStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import { createAlertStates } from './alertStates.ts';
import { anyResultRows } from './anyResultRows.ts';
import { createChanges } from './changes.ts';
import { type Claims, createClaims } from './claims.ts';
import { createDecisions } from './decisions.ts';
import { createDeliveries } from './deliveries.ts';
import { createEscalations } from './escalations.ts';
import { FileGoneError } from './fileWatch.ts';
import { createGuildSnapshots, type GuildSnapshots } from './guildSnapshots.ts';
import { createGuilds } from './guilds.ts';
import { createIncidents } from './incidents.ts';
import { createInvalidRequestStore } from './invalidRequests.ts';
import { createLeases } from './leases.ts';
import { createListening } from './listening.ts';
import { atMost } from './literals.ts';
import { createLive } from './live.ts';
import { type ReadThreads, withLongReads } from './longReads.ts';
import { createMutes } from './mutes.ts';
import { createNotes } from './notes.ts';
import { createNotices } from './notices.ts';
import { createNotifications, type Notifications } from './notifications.ts';
import { createOnCall } from './onCall.ts';
import { openDatabase } from './openDatabase.ts';
import { createPages } from './pages.ts';
import { createPeople } from './people.ts';
import { isPostgresUrl } from './postgresUrl.ts';
import { createProcesses, type Processes } from './processes.ts';
import { createProviderHealth } from './providerHealth.ts';
import { createQueueSources } from './queueSources.ts';
import { createQuietHours } from './quietHours.ts';
import { createRateLimits } from './rateLimits.ts';
import { createReadings } from './readings.ts';
import { createReadThread, type ReadThreadOptions } from './readThread.ts';
import { createResults } from './results.ts';
import type { Schema } from './schema.ts';
import { serverNow } from './serverNow.ts';
import { createShards } from './shards.ts';
import { createShares } from './shares.ts';
import { createSketches } from './sketches.ts';
import { createSpanReads } from './spanReads.ts';
import { sqliteResultRows } from './sqliteResultRows.ts';
import { createSummaries } from './summaries.ts';
import { createTidying } from './tidying.ts';
import { createWebhookChannelStore, type WebhookChannelStore } from './webhookChannels.ts';
import { createWriteHealth, type WriteHealth } from './writeHealth.ts';

export { StoreOpenError } from './openError.ts';
export { StoreUnreachableError } from './postgresError.ts';

/** What is written by the one process that holds a lease. */
export interface StoreUnderLease
  extends Pick<
    Store,
    'readings' | 'queueSources' | 'providerHealth' | 'alertStates' | 'decisions' | 'summaries' | 'live'
  > {
  /** Rolls up old buckets and removes what is older than we keep; one bounded batch. Answers whether there is more. */
  tidy(now: number): Promise<boolean>;
}

/** What a process writes of what it hears through a shard. */
export interface StoreOfShard extends Pick<Store, 'guilds'> {
  /** What processes tell one another of guilds. */
  readonly snapshots: GuildSnapshots;
}

export interface OpenStore extends Store, StoreUnderLease, StoreOfShard {
  /** The same for the holder of a lease: every write rejects with a LeaseLostError once another process has taken it. */
  readonly fenced: (fence: Fence) => StoreUnderLease;
  /** The same for the holder of a shard. */
  readonly fencedByShard: (fence: ShardFence) => StoreOfShard;
  /** What the running processes and the command line say to one another. */
  readonly processes: Processes;
  /** What processes have taken to send it, and are gone. */
  readonly claims: Claims;
  /** Which process has which shard of the gateway. */
  readonly shards: Shards;
  /** What all processes together have sent to single places. */
  readonly rateLimits: RateLimitStore;
  readonly webhookChannels: WebhookChannelStore;
  /** What each process has of the requests that Discord allows in all. */
  readonly shares: ShareStore;
  readonly invalidRequests: InvalidRequestStore;
  /** Null: no other process can use the database. */
  readonly notifications: Notifications | null;
  /** The time of the machine of the database; null: it is a file. */
  serverNow(): Promise<number | null>;
  /** A sentence that says why nothing can be kept, or nothing read; null where all is well. */
  trouble(): Promise<string | null>;
  close(): Promise<void>;
}

/**
 * Opens a SQLite file, creating it and its folder where they are missing, or the PostgreSQL database of an address, and
 * brings its tables up to date.
 * @throws StoreOpenError in words that name the file or the database.
 */
export async function openStore(location: string): Promise<OpenStore> {
  const { db, fenced: fencedDb, database, release, isInPlace } = await openDatabase(location);
  const threads = hasFile(location) ? createReadThreads({ file: location, isInPlace }) : null;
  const sketches = createSketches(db);
  let tidying = createTidying(db, sketches.forget);
  /** What one holder of the lease has gone through, another goes through again. */
  const tidyOn = (other: Kysely<Schema>) => {
    if (tidying.db !== other) tidying = createTidying(other, sketches.forget);
    return tidying.tidy;
  };
  const onAdded = (buckets: OpenBuckets) => tidying.added(buckets);
  const reads = threads === null ? createSpanReads(db) : withLongReads(createSpanReads(db), threads);
  const writer = randomUUID();
  const write = database === null ? anyResultRows(db, writer) : sqliteResultRows(db, database, writer);
  const results = createResults(db, { sketches, reads, write, onAdded });
  const notifications = isPostgresUrl(location) ? createNotifications(location, db, writer) : null;
  const claimant = { id: writer, sign: () => (notifications?.isConnected() === true ? writer : null) };
  const guilds = createGuilds(db);
  const health = createWriteHealth(db, () => performance.now());
  return {
    results: { ...results, add: health.watched(results.add) },
    ...partsUnderLease(db, health),
    tidy: (now) => tidyOn(db)(now),
    fenced(fence) {
      const own = fencedDb(fence);
      return { ...partsUnderLease(own, health), tidy: (now) => tidyOn(own)(now) };
    },
    fencedByShard(fence) {
      const own = fencedDb(fence);
      return {
        guilds: { ...createGuilds(own), present: guilds.present, get: guilds.get },
        snapshots: createGuildSnapshots(own),
      };
    },
    costs: { steps: reads.costSteps, byType: reads.costByType },
    leases: createLeases(db),
    listening: createListening(db, sketches.forget),
    guilds,
    mutes: createMutes(db),
    people: createPeople(db),
    deliveries: createDeliveries(db, claimant),
    pages: createPages(db, claimant),
    claims: createClaims(db, () => performance.now()),
    incidents: createIncidents(db),
    notes: createNotes(db),
    notices: createNotices(db),
    quietHours: createQuietHours(db),
    escalations: createEscalations(db),
    onCall: createOnCall(db),
    changes: createChanges(db),
    processes: createProcesses(db),
    shards: createShards(db),
    rateLimits: createRateLimits(db),
    webhookChannels: createWebhookChannelStore(db),
    shares: createShares(db),
    invalidRequests: createInvalidRequestStore(db),
    notifications,
    snapshots: createGuildSnapshots(db),
    serverNow: () => serverNow(db),
    async trouble() {
      try {
        isInPlace();
        await db.selectFrom('guilds').select('id').limit(atMost(1)).execute();
      } catch (err) {
        return err instanceof FileGoneError ? err.message : 'the database does not answer';
      }
      return health.trouble();
    },
    close: async () => {
      notifications?.close();
      await Promise.all([threads?.reports.stop(), threads?.evaluations.stop()]);
      await db.destroy();
      release();
    },
  };
}

function partsUnderLease(db: Kysely<Schema>, health: WriteHealth): Omit<StoreUnderLease, 'tidy'> {
  const [readings, queueSources] = [createReadings(db), createQueueSources(db)];
  return {
    readings: { ...readings, add: health.watched(readings.add) },
    queueSources: { ...queueSources, report: health.watched(queueSources.report) },
    providerHealth: createProviderHealth(db),
    alertStates: createAlertStates(db),
    decisions: createDecisions(db),
    summaries: createSummaries(db),
    live: createLive(db),
  };
}

/** Each is started when it is first needed. */
function createReadThreads(options: ReadThreadOptions): ReadThreads {
  return { reports: createReadThread(options), evaluations: createReadThread(options) };
}

/** What only one connection sees cannot be read by another one, and a server reads in a process of its own. */
function hasFile(location: string): boolean {
  return location !== ':memory:' && !isPostgresUrl(location);
}
